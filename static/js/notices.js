// Messages can be put away; a summary of errors takes the focus, so that it is read out and its links are the next stop.
export function start(root) {
  for (const button of root.querySelectorAll('[data-close]')) {
    button.hidden = false;
    button.addEventListener('click', () => button.closest('.flash').remove());
  }
  root.querySelector('[data-focus]')?.focus();
}
