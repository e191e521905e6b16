// Uploads at once when files are chosen or dropped: two at a time, each with its progress, cancel and retry.
// The page is loaded anew when all are up, so the list is always what the server has. What a closed page had not
// finished is named when it is opened again.
import { newKey } from './key.js';
import { line } from './uploadline.js';

const AT_ONCE = 2;

export function start(root) {
  for (const form of root.querySelectorAll('form[data-upload]')) box(form);
}

function box(form) {
  const input = form.querySelector('input[type=file]');
  const words = JSON.parse(form.dataset.words || '{}');
  const queue = { form, name: input.name, words, waiting: [], running: 0, failed: 0, sent: 0 };
  form.classList.add('drop--live');
  const add = (files) => {
    for (const file of files) enter(queue, file);
    input.value = ''; // the same file can be chosen again, and a browser that keeps forms does not begin again
  };
  input.addEventListener('change', () => add([...input.files]));
  form.addEventListener('dragover', (event) => { event.preventDefault(); form.classList.add('drop--over'); });
  form.addEventListener('dragleave', () => form.classList.remove('drop--over'));
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('drop--over');
    add([...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1));
  });
  for (const name of unfinished(form).names()) lost(form, name, words);
  if (input.files.length) add([...input.files]); // chosen before this script had arrived
}

function enter(queue, file) {
  const row = line(file.name, queue.words);
  queue.form.after(row.element);
  const job = { file, row, request: null };
  const most = Number(queue.form.dataset.most || 0);
  if (most && file.size > most) return fail(queue, job, queue.words.large, false);
  row.onCancel(() => cancel(queue, job));
  unfinished(queue.form).add(file.name);
  queue.waiting.push(job);
  next(queue);
}

function next(queue) {
  while (queue.running < AT_ONCE && queue.waiting.length) send(queue, queue.waiting.shift());
  if (!queue.running && !queue.waiting.length && queue.sent && !queue.failed) location.reload();
}

function send(queue, job) {
  const body = new FormData(queue.form);
  body.delete(queue.name);
  body.append(queue.name, job.file);
  if (body.has('submission_key')) body.set('submission_key', newKey());
  const request = new XMLHttpRequest();
  job.request = request;
  queue.running += 1;
  job.row.begin();
  request.upload.addEventListener('progress', (event) => job.row.show(event.loaded, event.total));
  request.addEventListener('load', () => {
    if (request.status < 400) { queue.sent += 1; job.row.done(); } else fail(queue, job, reason(request), request.status >= 500);
  });
  request.addEventListener('error', () => fail(queue, job, '', true));
  request.addEventListener('abort', () => job.row.element.remove());
  request.addEventListener('loadend', () => {
    queue.running -= 1;
    unfinished(queue.form).remove(job.file.name);
    next(queue);
  });
  request.open('POST', queue.form.action);
  request.send(body);
}

// The server's answer is final; only what did not arrive can be tried again.
function fail(queue, job, text, again) {
  queue.failed += 1;
  job.row.fail(text || queue.words.failed, again);
  job.row.onCancel(() => {
    queue.failed -= 1;
    job.row.element.remove();
    if (again) enter(queue, job.file); else next(queue);
  });
}

function cancel(queue, job) {
  if (job.request) { job.request.abort(); return; }
  queue.waiting = queue.waiting.filter((one) => one !== job);
  unfinished(queue.form).remove(job.file.name);
  job.row.element.remove();
}

function lost(form, name, words) {
  const row = line(name, words);
  form.after(row.element);
  row.fail(words.lost, false);
  row.onCancel(() => { unfinished(form).remove(name); row.element.remove(); });
}

// Names of files under way, kept for this tab: a page that is closed in the middle can say what it had not finished.
function unfinished(form) {
  const key = `upload ${new URL(form.action).pathname}`;
  const read = () => { try { return JSON.parse(sessionStorage.getItem(key) || '[]'); } catch { return []; } };
  const write = (names) => { try { sessionStorage.setItem(key, JSON.stringify(names)); } catch { /* private window */ } };
  return {
    names: read,
    add: (name) => write([...read(), name]),
    remove: (name) => { const names = read(); const at = names.indexOf(name); if (at >= 0) names.splice(at, 1); write(names); },
  };
}

// The page of a refusal says in its list, beside the box or in [data-reason] what is wrong with the file.
function reason(request) {
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  const said = ['.err__list', '.invalid-feedback', '[data-reason]'].map((place) => page.querySelector(place)).find(Boolean);
  return said ? said.textContent.trim() : '';
}
