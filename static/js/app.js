// Entry. Every page works without script; each module here makes one thing quicker, and loads only where it is used.
const uses = [
  ['[data-theme-switch]', './theme.js'],
  ['details.menu', './menu.js'],
  ['form[data-once]', './once.js'],
  ['form[data-autosave]', './autosave.js'],
  ['form[data-live]', './estimate.js'],
  ['form[data-upload]', './upload.js'],
  ['table[data-queue], [data-find]', './queue.js'],
  ['[data-pick]', './pick.js'],
  ['[data-echo]', './echo.js'],
  ['[data-close], [data-focus]', './notices.js'],
  ['[data-print]', './print.js'],
];

for (const [hook, file] of uses) {
  if (document.querySelector(hook)) import(file).then((module) => module.start(document));
}
