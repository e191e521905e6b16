// Uploads at once when files are chosen or dropped: a bar for each file, cancel, and a way to try again.
// The page is loaded anew when all are up, so the list is always what the server has.
import { newKey } from './key.js';

const SVG = 'http://www.w3.org/2000/svg';

export function start(root) {
  for (const form of root.querySelectorAll('form[data-upload]')) box(form);
}

function box(form) {
  const input = form.querySelector('input[type=file]');
  const words = JSON.parse(form.dataset.words || '{}');
  form.classList.add('drop--live');
  const begin = async (files) => {
    const results = await Promise.all([...files].map((file) => send(form, input.name, file, words)));
    if (!results.length || !results.every(Boolean)) return;
    form.reset(); // a browser that keeps forms over a reload must not begin again
    location.reload();
  };
  input.addEventListener('change', () => begin(input.files));
  form.addEventListener('dragover', (event) => { event.preventDefault(); form.classList.add('drop--over'); });
  form.addEventListener('dragleave', () => form.classList.remove('drop--over'));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('drop--over');
    begin(event.dataTransfer.files);
  });
  if (input.files.length) begin(input.files); // chosen before this script had arrived
}

function send(form, name, file, words) {
  const row = line(file.name, words);
  form.after(row.element);
  const body = new FormData(form);
  body.delete(name);
  body.append(name, file);
  if (body.has('submission_key')) body.set('submission_key', newKey());
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', (event) => row.show(event.loaded / event.total));
    request.addEventListener('load', async () => {
      const good = request.status < 400;
      if (!good) row.fail(reason(request) || words.failed);
      resolve(good);
    });
    request.addEventListener('error', () => { row.fail(words.failed); resolve(false); });
    request.addEventListener('abort', () => { row.element.remove(); resolve(false); });
    row.cancel.addEventListener('click', () => (request.readyState < 4 ? request.abort() : row.element.remove()));
    request.open('POST', form.action);
    request.send(body);
  });
}

// The page of a refusal says in [data-reason] or in its list what is wrong with the file.
function reason(request) {
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  const said = ['.err__list', '.invalid-feedback', '[data-reason]'].map((place) => page.querySelector(place)).find(Boolean);
  return said ? said.textContent.trim() : '';
}

function line(name, words) {
  const element = document.createElement('div');
  element.className = 'file file--up';
  element.setAttribute('role', 'status');
  const title = Object.assign(document.createElement('span'), { className: 'file__n', textContent: name });
  const state = Object.assign(document.createElement('span'), { className: 'file__e', textContent: words.sending });
  const cancel = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-plain btn-sm', textContent: words.cancel });
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
  element.append(title, state, cancel, bar);
  return {
    element,
    cancel,
    show(share) { done.setAttribute('width', `${Math.round(share * 100)}%`); state.textContent = `${Math.round(share * 100)}%`; },
    fail(text) { element.classList.add('file--bad'); state.textContent = text; bar.remove(); },
  };
}
