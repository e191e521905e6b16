// Pages of documents beside their verdict, without leaving the case page: what is half written stays.
// Every link here works without script: it opens the case page with that page of the document.
import { start as once } from './once.js';

export function start(root) {
  root.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest('a[data-preview], a[data-close-preview]');
    if (link && root.contains(link)) { event.preventDefault(); follow(link); return; }
    const page = event.target.closest('svg[data-place]');
    if (page && !event.target.closest('.spot')) place(page, event);
  });
}

function follow(link) {
  if (link.dataset.preview) return open(link);
  const paper = link.closest('[data-paper]');
  link.closest('[data-panel]').remove();
  paper.closest('li')?.classList.remove('open');
  paper.querySelector('a[data-preview]')?.focus();
  if (!root(paper).querySelector('[data-panel]')) goOn(root(paper), false);
}

// One page at a time; one in which a pin is being written stays.
function putAway(page) {
  for (const panel of page.querySelectorAll('[data-panel]')) {
    if (panel.querySelector('.pinning[open]')) continue;
    panel.closest('li')?.classList.remove('open');
    panel.remove();
  }
}

const root = (paper) => paper.closest('[data-case]');

// While a page is open, a verdict leads to the next document with its first page open: forms say so by their field `page`.
function goOn(page, on) {
  for (const form of page.querySelectorAll('form.paper__a, [data-refuse] form')) {
    form.querySelector('input[name=page]')?.remove();
    if (!on) continue;
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name: 'page', value: '1' });
    form.append(field);
  }
}

// The page in the place of its document; when it cannot be had, the link is followed as if there were no script.
export async function open(link) {
  const paper = document.getElementById(new URL(link.href).hash.slice(1));
  try {
    const answer = await fetch(link.dataset.preview, { headers: { 'X-Requested-With': 'preview' }, redirect: 'error' });
    if (!answer.ok || !paper) throw new Error(answer.status);
    const made = document.createElement('template');
    made.innerHTML = await answer.text();
    const panel = made.content.querySelector('[data-panel]');
    paper.querySelector('[data-panel]')?.remove();
    putAway(root(paper));
    paper.append(panel);
    paper.closest('li')?.classList.add('open');
    once(panel);
    goOn(root(paper), true);
    paper.scrollIntoView({ block: 'nearest' });
    show(panel, link.dataset.spot);
  } catch {
    location.assign(link.href);
  }
}

// The spot that was asked for stands out.
function show(panel, number) {
  panel.querySelector(`#spot-${number}`)?.classList.add('lit');
  panel.querySelector(`#pin-${number}`)?.classList.add('lit');
}

// A click on the page writes its place, in thousandths, into the form for a new pin.
function place(page, event) {
  const box = page.getBoundingClientRect();
  const form = page.closest('[data-panel]').querySelector('.pinning');
  const x = Math.round(1000 * (event.clientX - box.left) / box.width);
  const y = Math.round(1000 * (event.clientY - box.top) / box.height);
  form.open = true;
  form.querySelector('[name=x]').value = x;
  form.querySelector('[name=y]').value = y;
  const view = page.viewBox.baseVal;
  let mark = page.querySelector('.here');
  if (!mark) { mark = document.createElementNS(page.namespaceURI, 'circle'); mark.setAttribute('class', 'here'); mark.setAttribute('r', 30); page.append(mark); }
  mark.setAttribute('cx', x * view.width / 1000);
  mark.setAttribute('cy', y * view.height / 1000);
  form.querySelector('select').focus();
}
