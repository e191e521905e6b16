// Saves a draft two seconds after the last change, and on leaving a field or the page. "Saved" is said only for what the
// server has committed. Until then the text stays on this computer, is sent again when the server can be reached, and is
// offered after a reload. A save that would overwrite another page's is refused (409): the person chooses.
import { newKey } from './key.js';
import { ask, compare } from './keptbox.js';

const WAIT = 2000;
const AGAIN = 10000;
const OURS = new Set(['csrf_token', 'version', 'submission_key', 'base', 'page', 'act', 'declared']);

export function start(root) {
  for (const form of root.querySelectorAll('form[data-autosave]')) new Draft(form).watch();
}

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.key = ['draft', form.dataset.owner, this.url].filter(Boolean).join(':');
    this.sign = document.querySelector(form.dataset.status || '[data-save]');
    this.words = JSON.parse(form.dataset.words || '{}');
    this.timer = 0;
    this.changes = 0; // counts changes, so that one made during a save is saved after it
    this.saved = 0;
    this.stopped = false; // while a choice is open
  }

  watch() {
    this.offer();
    for (const kind of ['input', 'change']) this.form.addEventListener(kind, () => this.changed());
    this.form.addEventListener('focusout', () => { if (this.dirty) this.later(0); });
    this.form.addEventListener('submit', () => { clearTimeout(this.timer); this.stopped = true; this.remember(true); });
    addEventListener('pageshow', (event) => { if (event.persisted) this.stopped = false; });
    addEventListener('online', () => { if (this.dirty) this.later(0); });
    document.addEventListener('visibilitychange', () => { if (document.hidden && this.dirty) this.save(true); });
  }

  // From the first letter on the sign no longer says "saved": it is only said for everything that is in the form.
  changed() {
    this.changes += 1;
    this.remember();
    if (!this.stopped) this.say('saving');
    this.later(WAIT);
  }

  get dirty() { return this.changes > this.saved && !this.stopped; }

  later(wait) {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  pairs() { return [...new FormData(this.form)].filter(([name, value]) => typeof value === 'string' && !OURS.has(name)); }

  field(name) { return this.form.elements.namedItem(name); }

  body(pairs) {
    const body = new FormData();
    for (const [name, value] of pairs) body.append(name, value);
    for (const name of OURS) if (this.field(name)?.type === 'hidden') body.set(name, this.field(name).value);
    if (body.has('submission_key')) body.set('submission_key', newKey());
    return body;
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    if (this.running || this.stopped) return;
    this.running = true;
    this.say('saving');
    const good = await this.send(this.pairs(), leaving);
    this.running = false;
    if (good && !this.dirty) this.forget();
    if (this.dirty) this.later(good ? WAIT : AGAIN);
  }

  async send(pairs, keepalive = false) {
    const upTo = this.changes;
    try {
      const answer = await fetch(this.url, { method: 'POST', body: this.body(pairs), keepalive, headers: { 'X-Requested-With': 'autosave' } });
      const isJson = (answer.headers.get('Content-Type') || '').includes('json');
      if (answer.status === 409 && isJson) { this.choose(await answer.json(), pairs); return false; }
      if (!answer.ok || !isJson) throw new Error(String(answer.status)); // the sign-in page, say
      const kept = await answer.json();
      this.saved = upTo;
      this.adopt(kept);
      return true;
    } catch {
      this.say('lost');
      return false;
    }
  }

  adopt({ version, digest, saved_at: at, sources }) {
    if (version !== undefined && this.field('version')) this.field('version').value = version;
    if (digest && this.field('base')) this.field('base').value = digest;
    if (sources) for (const line of this.form.querySelectorAll('[data-source]')) line.hidden = !sources.includes(line.dataset.source);
    if (this.dirty) this.say('saving');
    else this.say('saved', at || new Date().toTimeString().slice(0, 5));
  }

  // Another page saved first, or the form is closed: nothing is overwritten and nothing is thrown away.
  choose({ differs, digest, sentence }, pairs) {
    const w = this.words;
    this.stopped = true;
    this.say('stale');
    if (!differs) { ask(this.form, { title: w.lost, hint: sentence, choices: [[w.reload, () => location.reload(), true]] }); return; }
    const mine = async () => {
      this.field('base').value = digest;
      this.stopped = false;
      if (await this.send(pairs)) { this.forget(); this.later(WAIT); }
    };
    ask(this.form, {
      title: w.both, hint: w.bothHint, heads: [w.what, w.stored, w.typed],
      rows: differs.map((one) => [one.label, one.saved, one.typed]),
      choices: [[w.mine, mine, true], [w.theirs, () => { this.forget(); location.reload(); }]],
    });
  }

  offer() {
    const kept = this.recall();
    if (!kept) return;
    const rows = compare(this.form, kept.pairs, this.pairs());
    if (!rows.length || (kept.sent && kept.base !== this.field('base')?.value)) { this.forget(); return; }
    const w = this.words;
    const restore = async () => { if (await this.send(kept.pairs)) { this.forget(); location.reload(); } };
    ask(this.form, {
      title: w.kept, hint: w.keptHint, heads: [w.what, w.stored, w.here], rows,
      choices: [[w.restore, restore, true], [w.drop, () => this.forget()]],
    });
  }

  // `sent`: the form itself went off; if the stored form has changed since, it arrived.
  remember(sent = false) {
    const kept = { pairs: this.pairs(), base: this.field('base')?.value, sent };
    try { localStorage.setItem(this.key, JSON.stringify(kept)); } catch { /* private window: nothing more can be done */ }
  }

  recall() {
    try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; }
  }

  forget() { try { localStorage.removeItem(this.key); } catch { /* as above */ } }

  say(word, time = '') {
    if (!this.sign) return;
    this.sign.dataset.state = word;
    this.sign.querySelector('[data-save-text]').textContent = [this.words[word] || '', time].filter(Boolean).join(' ');
  }
}
