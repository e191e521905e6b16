// Keys of the queue: J K move · X select · Enter open · / search · Esc clear · ? list of keys · a letter of data-key acts.
// The bar for many cases (data-bulk) shows how many are chosen and their sum, and greys out what fits none of them. Keys never act while somebody types.
const typing = (target) => target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');

export function start(root) {
  const find = root.querySelector('[data-asking]') ?? root.querySelector('[data-find]');
  const table = root.querySelector('table[data-queue]');
  const queue = table ? new Queue(table) : null;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && event.target === find) { find.blur(); return; }
    if (typing(event.target)) return;
    if (event.key === '/' && find) { event.preventDefault(); find.focus(); return; }
    if (queue && queue.key(event.key, event.target)) event.preventDefault();
  });
}

class Queue {
  constructor(table) {
    this.table = table;
    this.rows = [...table.tBodies[0].rows];
    this.at = -1;
    this.bar = document.querySelector('[data-bulk]');
    this.help = document.querySelector('details[data-keys]');
    this.help?.addEventListener('toggle', () => { if (!this.help.open) this.help.classList.remove('keys--sheet'); });
    this.all = table.querySelector('thead input[type=checkbox]');
    table.addEventListener('change', (event) => this.changed(event.target));
    if (this.all) this.all.disabled = false;
    this.bar?.classList.add('bulk--on');
    this.bar?.addEventListener('change', () => this.count());
    this.bar?.addEventListener('click', (event) => { if (event.target.closest('[aria-disabled=true]')) event.preventDefault(); });
    this.count();
  }

  key(name, target) {
    const letter = name.toLowerCase();
    if (letter === 'j' || name === 'ArrowDown') return this.move(1);
    if (letter === 'k' || name === 'ArrowUp') return this.move(-1);
    if (letter === 'x') return this.toggle();
    if (name === 'Enter' && this.at >= 0 && !target.closest('a, button, summary')) return this.open();
    if (name === 'Escape') return this.clear();
    if (name === '?' && this.help) return this.list();
    return this.act(letter);
  }

  list() {
    const sheet = this.help.classList.toggle('keys--sheet'); // over the page: the place in the list is kept
    this.help.open = sheet;
    if (sheet) this.help.querySelector('summary').focus({ preventScroll: true });
    else this.rows[this.at]?.querySelector('a')?.focus({ preventScroll: true });
    return true;
  }

  move(by) {
    if (!this.rows.length) return false;
    this.rows[this.at]?.classList.remove('cursor');
    this.at = Math.min(Math.max(this.at + by, 0), this.rows.length - 1);
    const row = this.rows[this.at];
    row.classList.add('cursor');
    row.querySelector('a')?.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
    return true;
  }

  box(row) { return row?.querySelector('input[type=checkbox]'); }

  toggle() {
    const box = this.box(this.rows[this.at]);
    if (!box || box.disabled) return false;
    box.checked = !box.checked;
    this.changed(box);
    return true;
  }

  open() { this.rows[this.at].querySelector('a')?.click(); return true; }

  clear() {
    if (this.help?.classList.contains('keys--sheet')) return this.list();
    this.rows.forEach((row) => { const box = this.box(row); if (box) box.checked = false; });
    this.count();
    return true;
  }

  act(letter) {
    const button = document.querySelector(`[data-key="${CSS.escape(letter)}"]`);
    if (!button || button.getAttribute('aria-disabled') === 'true') return false;
    button.click();
    return true;
  }

  changed(box) {
    if (box === this.all) this.rows.forEach((row) => { const own = this.box(row); if (own && !own.disabled) own.checked = box.checked; });
    this.count();
  }

  count() {
    const chosen = [];
    for (const row of this.rows) {
      const on = Boolean(this.box(row)?.checked);
      row.classList.toggle('on', on);
      if (on) chosen.push(this.box(row));
    }
    const n = chosen.length;
    if (this.all) { this.all.checked = n > 0 && n === this.rows.length; this.all.indeterminate = n > 0 && n < this.rows.length; }
    if (!this.bar) return;
    this.bar.hidden = n === 0;
    const number = this.bar.querySelector('[data-count]');
    if (number) number.textContent = n;
    this.sum(chosen);
    this.offer(chosen);
  }

  sum(chosen) {
    const place = this.bar.querySelector('[data-sum]');
    if (!place) return;
    const fen = chosen.reduce((all, box) => all + Math.round(100 * (Number(box.dataset.yuan?.replaceAll(',', '')) || 0)), 0);
    place.textContent = (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
    place.closest('.bulk__s').hidden = this.whole() || !fen;
  }

  whole() { return Boolean(this.bar.querySelector('input[name=view]')?.checked); }

  offer(chosen) {
    const is = new Set(chosen.flatMap((box) => (box.dataset.is ?? '').split(' ')));
    let first = true;
    let greyed = false;
    for (const button of this.bar.querySelectorAll('[data-fits]')) {
      const fits = this.whole() || button.dataset.fits.split(' ').some((one) => is.has(one));
      button.setAttribute('aria-disabled', String(!fits));
      button.classList.toggle('btn-primary', fits && first);
      button.classList.toggle('btn-line', !(fits && first));
      button.querySelector('.kbd')?.classList.toggle('kbd--on', fits && first);
      if (fits) first = false;
      else greyed = true;
    }
    const why = this.bar.querySelector('[data-why]');
    if (why) why.hidden = !greyed;
  }
}
