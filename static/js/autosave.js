// Saves a draft two seconds after the last change. When the server cannot be reached the text stays on this computer
// and goes up with the next save. Words come from the page: data-words = {"saving", "saved", "lost"}.
import { newKey } from './key.js';

const WAIT = 2000;

export function start(root) {
  for (const form of root.querySelectorAll('form[data-autosave]')) new Draft(form).watch();
}

class Draft {
  constructor(form) {
    this.form = form;
    this.key = `draft:${form.dataset.autosave}`;
    this.sign = document.querySelector(form.dataset.status || '[data-save]');
    this.words = JSON.parse(form.dataset.words || '{}');
    this.timer = 0;
    this.running = false;
    this.again = false;
  }

  watch() {
    this.form.addEventListener('input', () => this.later());
    this.form.addEventListener('change', () => this.later());
    this.form.addEventListener('submit', () => { clearTimeout(this.timer); this.forget(); });
    addEventListener('online', () => { if (localStorage.getItem(this.key)) this.save(); });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), WAIT);
  }

  async save() {
    if (this.running) { this.again = true; return; }
    this.running = true;
    this.say('saving');
    const body = new FormData(this.form);
    if (body.has('submission_key')) body.set('submission_key', newKey());
    try {
      const answer = await fetch(this.form.dataset.autosave, { method: 'POST', body, headers: { 'X-Requested-With': 'autosave' } });
      if (!answer.ok || !this.isOwn(answer.url)) throw new Error(String(answer.status));
      this.adopt(answer.headers.get('Content-Type') || '', await answer.text());
      this.forget();
      this.say('saved', new Date().toTimeString().slice(0, 5));
    } catch {
      this.remember(body);
      this.say('lost');
    }
    this.running = false;
    if (this.again) { this.again = false; this.later(); }
  }

  // After the saving the server leads back to the form; anywhere else (the sign-in page, say) nothing was saved.
  isOwn(url) {
    return new URL(url).pathname === new URL(this.form.dataset.autosave, location.href).pathname;
  }

  // The answer carries the new version (JSON, or the same form again), so that the next save is not taken for an old one.
  adopt(type, text) {
    const field = this.form.elements.namedItem('version');
    if (!field) return;
    const version = type.includes('json')
      ? JSON.parse(text).version
      : new DOMParser().parseFromString(text, 'text/html').querySelector('input[name=version]')?.value;
    if (version !== undefined) field.value = version;
  }

  remember(body) {
    const kept = [...body].filter(([name, value]) => typeof value === 'string' && name !== 'csrf_token');
    try { localStorage.setItem(this.key, JSON.stringify(kept)); } catch { /* private window: nothing more can be done */ }
  }

  forget() { try { localStorage.removeItem(this.key); } catch { /* as above */ } }

  say(word, time = '') {
    if (!this.sign) return;
    this.sign.dataset.state = word;
    this.sign.querySelector('[data-save-text]').textContent = [this.words[word] || '', time].filter(Boolean).join(' ');
  }
}
