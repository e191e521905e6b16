// Open menus close by Escape, by a click elsewhere, and when the focus leaves them.
export function start(root) {
  const menus = [...root.querySelectorAll('details.menu')];
  const closeAll = (except) => menus.forEach((menu) => { if (menu !== except) menu.open = false; });

  document.addEventListener('click', (event) => closeAll(event.target.closest('details.menu')));
  document.addEventListener('keydown', (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== 'Escape' || !open) return;
    open.open = false;
    open.querySelector('summary').focus();
  });
  for (const menu of menus) {
    menu.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
  }
}
