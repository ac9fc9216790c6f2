/** A menu closes when one looks elsewhere, and on Escape. */
export function closeMenus(page: Document): void {
  const menu = page.querySelector<HTMLDetailsElement>('.languages details');
  if (!menu) return;
  page.addEventListener('click', ({ target }) => {
    if (!menu.contains(target as Node)) menu.open = false;
  });
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}
