// Keys of a meeting: J next case, K the one before, Y everybody agrees (the focus then stands on the button that records it).
const typing = (target) => target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');

export function start(root) {
  const page = root.querySelector('[data-meeting]');
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = { j: () => go(page.dataset.after), k: () => go(page.dataset.before), y: () => agree(page) }[event.key.toLowerCase()];
    if (act?.()) event.preventDefault();
  });
  page.querySelector('.live')?.scrollIntoView({ block: 'nearest' });
}

function go(url) {
  if (url) location.assign(url);
  return Boolean(url);
}

function agree(page) {
  const form = page.querySelector('form[data-vote]');
  if (!form) return false;
  const say = (name, value) => { const field = form.elements.namedItem(name); if (field) field.value = value; };
  say('votes_for', form.dataset.vote);
  say('votes_against', 0);
  say('votes_abstain', 0);
  for (const one of form.querySelectorAll('input[name^="ballot-"]')) one.checked = one.checked && one.value === 'for';
  if (!form.elements.namedItem('votes_for')) form.querySelectorAll('input[name^="ballot-"][value=for]').forEach((one) => { one.checked = true; });
  const approve = form.querySelector('input[name=result][value=approve]');
  approve.checked = true;
  approve.dispatchEvent(new Event('change', { bubbles: true }));
  form.querySelector('.vote__d button').focus();
  return true;
}
