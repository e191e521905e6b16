// A box above the form that compares two versions and lets the person choose. Words come from the page.
const element = (tag, text = '', names = '') => Object.assign(document.createElement(tag), { textContent: text, className: names });

function table(rows, heads) {
  const made = element('table', '', 'ledger ledger--inset');
  const head = made.createTHead().insertRow();
  for (const text of heads) head.append(Object.assign(element('th', text), { scope: 'col' }));
  const body = made.createTBody();
  for (const [label, one, other] of rows) {
    const row = body.insertRow();
    row.append(Object.assign(element('th', label), { scope: 'row' }), element('td', one || '—'), element('td', other || '—'));
  }
  return made;
}

// rows: [label, stored, here]; choices: [word, act, main]. The box goes away once a choice was made.
export function ask(form, { title, hint, heads = [], rows = [], choices }) {
  document.querySelector('[data-kept]')?.remove();
  const box = element('section', '', 'panel panel__body keptbox');
  box.dataset.kept = '';
  box.tabIndex = -1;
  box.setAttribute('role', 'alert');
  box.append(element('h2', title), element('p', hint));
  if (rows.length) box.append(table(rows, heads));
  const acts = element('div', '', 'keptbox__a');
  for (const [word, act, main] of choices) {
    const button = Object.assign(element('button', word, `btn ${main ? 'btn-primary' : 'btn-line'}`), { type: 'button' });
    button.addEventListener('click', () => { box.remove(); act(); });
    acts.append(button);
  }
  box.append(acts);
  form.prepend(box); // inside: the page lays out the form as one cell
  return box;
}

const plain = (text) => text.replace(/[\s,，]/g, '').replace(/\.0+$/, '');

// What differs between kept pairs and the form: [label, stored, kept].
export function compare(form, kept, now) {
  const names = [...new Set([...kept, ...now].map(([name]) => name))];
  return names.map((name) => [name, texts(form, now, name), texts(form, kept, name)])
    .filter(([, one, other]) => plain(one) !== plain(other))
    .map(([name, one, other]) => [label(form, name), one, other]);
}

function texts(form, pairs, name) {
  return pairs.filter(([key]) => key === name).map(([, value]) => {
    const tile = form.querySelector(`input[name="${name}"][value="${CSS.escape(value)}"]`);
    return /radio|checkbox/.test(tile?.type || '') && name !== 'months' ? tile.closest('label, .form-check')?.textContent.trim() || value : value;
  }).join('、');
}

function label(form, name) {
  const control = form.querySelector(`[name="${name}"]`);
  return control?.closest('.field')?.querySelector('.form-label')?.firstChild?.textContent.trim() || name;
}
