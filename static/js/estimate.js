// Live estimate: a GET form whose result is a part of its own page. On each change the part is fetched and swapped;
// the address follows, so the page can be reloaded or passed on. data-live = id of the part.
const WAIT = 300;

export function start(root) {
  for (const form of root.querySelectorAll('form[data-live]')) {
    let timer = 0;
    let asked = 0;
    const refresh = async () => {
      const number = ++asked;
      const address = `${form.action.split('?')[0]}?${new URLSearchParams(new FormData(form))}`;
      const part = document.getElementById(form.dataset.live);
      part.setAttribute('aria-busy', 'true');
      try {
        const answer = await fetch(address, { headers: { 'X-Requested-With': 'estimate' } });
        const text = await answer.text();
        if (number !== asked || !answer.ok) return;
        const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById(form.dataset.live);
        if (!fresh) return;
        part.replaceChildren(...fresh.childNodes);
        history.replaceState(null, '', address);
      } catch {
        /* offline: the button of the form still works once the network is back */
      } finally {
        if (number === asked) part.removeAttribute('aria-busy');
      }
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(refresh, WAIT); };
    form.addEventListener('input', later);
    form.addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(timer); refresh(); });
  }
}
