// A form is sent once. The server refuses the second copy anyway (submission_key); this spares people that answer.
export function start(root) {
  for (const form of root.querySelectorAll('form[data-once]')) {
    form.addEventListener('submit', (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = 'yes';
      form.setAttribute('aria-busy', 'true');
    });
  }
  // Coming back with the browser's Back button shows the page as it was left: let it be sent again.
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) {
      delete form.dataset.sent;
      form.removeAttribute('aria-busy');
    }
  });
}
