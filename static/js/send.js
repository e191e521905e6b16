// Ctrl+Enter (⌘+Enter) in a text sends its form, by its own button: what the page checks before sending is checked.
export function start(root) {
  for (const form of root.querySelectorAll('form[data-keys]')) {
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.target.tagName !== 'TEXTAREA') return;
      event.preventDefault();
      form.requestSubmit();
    });
  }
}
