// Live estimate. On each change the part with the id data-live is fetched and swapped.
// A GET form asks its own page, and the address follows, so it can be reloaded or passed on. A form that changes
// something names the address of the part in data-live-url; it is still sent by its own buttons.
const WAIT = 300;
const TOKENS = ['csrf_token', 'submission_key', 'version'];

function address(form) {
  const fields = new URLSearchParams(new FormData(form));
  for (const name of TOKENS) fields.delete(name);
  return `${(form.dataset.liveUrl || form.action).split('?')[0]}?${fields}`;
}

export function start(root) {
  for (const form of root.querySelectorAll('form[data-live]')) {
    let timer = 0;
    let asked = 0;
    const refresh = async () => {
      const number = ++asked;
      const asking = address(form);
      const part = document.getElementById(form.dataset.live);
      part.setAttribute('aria-busy', 'true');
      try {
        const answer = await fetch(asking, { headers: { 'X-Requested-With': 'estimate' } });
        const text = await answer.text();
        if (number !== asked || !answer.ok) return;
        const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById(form.dataset.live);
        if (!fresh) return;
        part.replaceChildren(...fresh.childNodes);
        if (form.method === 'get') { // the part says what is wrong now; what the page said when it was drawn is over
          form.querySelectorAll('.invalid-feedback').forEach((old) => old.remove());
          for (const mark of ['is-invalid', 'field--err']) form.querySelectorAll(`.${mark}`).forEach((old) => old.classList.remove(mark));
          form.querySelectorAll('[aria-invalid]').forEach((old) => old.removeAttribute('aria-invalid'));
        }
        if (!form.dataset.liveUrl) history.replaceState(null, '', asking);
      } catch {
        /* offline: the button of the form still works once the network is back */
      } finally {
        if (number === asked) part.removeAttribute('aria-busy');
      }
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(refresh, WAIT); };
    form.addEventListener('input', later);
    if (form.dataset.liveUrl) continue;
    form.addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(timer); refresh(); });
  }
}
