// The line of one file on its way up: name, progress with the seconds left, and the button to cancel or try again.
const SVG = 'http://www.w3.org/2000/svg';

export function line(name, words) {
  const element = make('div', 'file file--up');
  element.setAttribute('role', 'status');
  const state = make('span', 'file__e', words.waiting || '');
  const button = Object.assign(make('button', 'btn btn-plain btn-sm', words.cancel), { type: 'button' });
  button.setAttribute('aria-label', `${words.cancel} ${name}`);
  const [bar, done] = meter();
  element.append(make('span', 'file__n', name), state, button, bar);
  let press = () => {};
  let began = 0;
  button.addEventListener('click', () => press());
  const label = (word) => { button.textContent = word; button.setAttribute('aria-label', `${word} ${name}`); };
  return {
    element,
    onCancel(act) { press = act; },
    begin() { began = performance.now(); state.textContent = words.sending; },
    show(loaded, total) {
      const share = total ? loaded / total : 0;
      const seconds = Math.ceil(((performance.now() - began) / 1000) * (1 / Math.max(share, 0.01) - 1));
      done.setAttribute('width', `${Math.round(share * 100)}%`);
      const left = share > 0.05 && seconds > 1 && words.left ? ` ${words.left.replace('{n}', seconds)}` : '';
      state.textContent = share < 1 ? `${Math.round(share * 100)}%${left}` : words.checking || words.sending;
    },
    done() { bar.remove(); button.remove(); state.textContent = words.done || ''; },
    fail(text, again) {
      element.classList.add('file--bad');
      bar.remove();
      state.textContent = text;
      label((again ? words.retry : words.drop) || words.cancel);
    },
  };
}

function meter() {
  const bar = document.createElementNS(SVG, 'svg');
  bar.setAttribute('class', 'meter meter--s');
  bar.setAttribute('aria-hidden', 'true');
  const [track, done] = ['v-track', 'v-1'].map((pigment) => {
    const part = bar.appendChild(document.createElementNS(SVG, 'rect'));
    part.setAttribute('class', pigment);
    part.setAttribute('height', '100%');
    return part;
  });
  track.setAttribute('width', '100%');
  return [bar, done];
}

function make(kind, className, text = '') {
  return Object.assign(document.createElement(kind), { className, textContent: text });
}
