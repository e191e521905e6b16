// Entry. Every page works without script; each module here makes one thing quicker, and loads only where it is used.
const uses = [
  ['[data-theme-switch]', './theme.js'],
  ['details.menu', './menu.js'],
  ['form[data-once]', './once.js'],
  ['form[data-autosave]', './autosave.js'],
  ['form[data-live]', './estimate.js'],
  ['form[data-upload]', './upload.js'],
  ['table[data-queue], [data-find]', './queue.js'],
  ['[data-case]', './case.js'],
  ['[data-meeting]', './meeting.js'],
  ['[data-pick]', './pick.js'],
  ['[data-echo]', './echo.js'],
  ['[data-progress]', './progress.js'],
  ['[data-close], [data-focus]', './notices.js'],
  ['[data-print]', './print.js'],
  ['form[data-keys]', './send.js'],
];

const wanted = uses.filter(([hook]) => document.querySelector(hook));
await Promise.all(wanted.map(async ([, file]) => (await import(file)).start(document)));
document.documentElement.dataset.script = 'ready'; // tests wait for it
