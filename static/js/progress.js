// A run that is being worked off: the page is asked for again every two seconds until it is done.
export function start(root) {
  const box = root.querySelector('[data-progress]');
  if (box) setTimeout(() => again(box), 2000);
}

async function again(box) {
  try {
    const answer = await fetch(location.href, { headers: { 'X-Requested-With': 'progress' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = answer.ok && !answer.redirected ? page.querySelector('.run') : null;
    if (!fresh) return;
    box.replaceWith(fresh);
    start(document);
  } catch {
    setTimeout(() => again(box), 5000); // the connection is gone for a moment
  }
}
