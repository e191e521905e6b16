// Tiles show their choice by a class, because older browsers lack :has().
export function start(root) {
  for (const group of root.querySelectorAll('[data-pick]')) {
    const paint = () => group.querySelectorAll('label').forEach((label) => label.classList.toggle('on', label.querySelector('input').checked));
    group.addEventListener('change', paint);
    paint(); // a browser may restore choices the server did not know of
  }
}
