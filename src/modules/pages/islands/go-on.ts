import { inAWhile } from './local-times';

const WAIT = 10_000;

/**
 * Follows the way on after a while: said beforehand, and not if the person would rather stay. Once only: whoever comes back,
 * or reloads, finds the page at rest.
 */
export function goOn(page: Document): void {
  const place = page.querySelector<HTMLElement>('[data-going]');
  const way = page.querySelector<HTMLAnchorElement>('#way-on');
  if (!place || !way) return;
  history.replaceState(history.state, '', location.pathname);
  const words = page.createElement('p');
  const stay = page.createElement('button');
  stay.type = 'button';
  stay.className = 'plain';
  stay.textContent = place.dataset.stay ?? '';
  place.append(words, stay);
  const from = performance.now();
  const step = (): void => {
    const left = WAIT - (performance.now() - from);
    if (left <= 0) return location.assign(way.href);
    words.textContent = (place.dataset.going ?? '').replace('{when}', inAWhile(page.documentElement.lang, left));
    timer = setTimeout(step, 1000);
  };
  let timer = 0;
  const rest = (): void => {
    clearTimeout(timer);
    words.remove();
    stay.remove();
  };
  stay.addEventListener('click', () => {
    rest();
    way.focus();
  });
  addEventListener('pagehide', rest); // a browser may bring this very page back
  step();
}
