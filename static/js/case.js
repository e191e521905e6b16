// Keys of the case page: V next document without a verdict, R refuse it, F next fact to verify, P pin, N next step,
// E opinion, ? list of keys; a letter of data-key acts (J and K lead to the next and previous case). Never while typing.
import { open, start as previews } from './preview.js';

const typing = (target) => target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');

export function start(root) {
  const page = root.querySelector('[data-case]');
  previews(page);
  const list = page.querySelector('details[data-keylist]');
  list?.addEventListener('toggle', () => { if (!list.open) list.classList.remove('keys--sheet'); });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) { if (event.key === 'Escape') event.target.blur(); return; }
    const act = KEYS[event.key.toLowerCase()] ?? lettered;
    if (act(page, event.key.toLowerCase())) event.preventDefault();
  });
  arrive(page);
}

// After a verdict the page comes back at the next document: its button is under the finger again.
function arrive(page) {
  const here = location.hash.length > 1 && page.querySelector(`#${CSS.escape(location.hash.slice(1))}`);
  if (!here) return;
  if (here.matches('[data-open-paper]')) ready(here);
  else if (here.matches('[data-paper]') || here.id === 'documents') step(page);
}

const paperOf = (page) => document.activeElement.closest('[data-paper]') ?? page.querySelector('[data-open-paper]');

function ready(paper) {
  const button = paper.querySelector('button[value=accepted]');
  button?.focus({ preventScroll: true });
  paper.scrollIntoView({ block: 'center' });
  return Boolean(button);
}

function verdict(page) {
  const all = [...page.querySelectorAll('[data-open-paper]')];
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement.closest('[data-paper]'));
  const paper = all[(at + 1) % all.length];
  const link = paper.querySelector('a[data-preview]');
  if (link && !paper.querySelector('[data-panel]')) open(link);
  return ready(paper);
}

function unfold(details) {
  if (!details) return false;
  details.open = true;
  const field = details.querySelector('textarea, select, input:not([type=hidden])');
  field?.focus();
  details.scrollIntoView({ block: 'nearest' });
  return true;
}

function fact(page) {
  const all = [...page.querySelectorAll('details[data-verify]')];
  const at = all.indexOf(document.activeElement.closest('details[data-verify]'));
  return unfold(all[(at + 1) % all.length]);
}

function step(page) {
  const button = page.querySelector('.acts .btn-primary:not([aria-disabled=true])') ?? page.querySelector('.acts .btn:not([aria-disabled=true])');
  button?.focus();
  return Boolean(button);
}

function opinion(page) {
  const text = page.querySelector('.eval__form textarea');
  text?.focus();
  return Boolean(text);
}

function help(page) {
  const list = page.querySelector('details[data-keylist]');
  if (!list) return false;
  list.open = list.classList.toggle('keys--sheet'); // over the page, as in the queue: the place in the case is kept
  list.querySelector('summary').focus({ preventScroll: true });
  return true;
}

function lettered(page, letter) {
  const found = /^[a-z]$/.test(letter) && document.querySelector(`[data-key="${letter}"]`);
  if (!found || found.getAttribute('aria-disabled') === 'true') return false;
  found.click();
  return true;
}

const KEYS = {
  v: verdict,
  r: (page) => unfold(paperOf(page)?.querySelector('details[data-refuse]')),
  f: fact,
  p: (page) => unfold(page.querySelector('[data-panel] .pinning')),
  n: step,
  e: opinion,
  '?': help,
  escape: (page) => Boolean(page.querySelector('.keys--sheet')) && help(page),
};
