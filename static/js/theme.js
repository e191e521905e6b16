// Theme switch: turns at once, the server keeps the choice in a cookie. Without script the form does the same with a reload.
const system = matchMedia('(prefers-color-scheme: dark)');

function current() {
  return document.documentElement.dataset.bsTheme || (system.matches ? 'dark' : 'light');
}

export function start(root) {
  for (const form of root.querySelectorAll('[data-theme-switch]')) {
    const button = form.querySelector('button');
    button.value = current() === 'dark' ? 'light' : 'dark';
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const chosen = current() === 'dark' ? 'light' : 'dark';
      const body = new FormData(form);
      body.set('theme', chosen);
      document.documentElement.dataset.bsTheme = chosen;
      button.value = chosen === 'dark' ? 'light' : 'dark';
      fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => {});
    });
  }
}
