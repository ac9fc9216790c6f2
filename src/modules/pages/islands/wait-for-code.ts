import { inAWhile, now } from './local-times';

/** Counts down to the moment when another code may be sent; until then the buttons wait. */
export function waitForCode(page: Document): void {
  const line = page.querySelector<HTMLElement>('[data-wait]');
  const time = line?.querySelector('time');
  if (!line || !time) return;
  const until = new Date(time.dateTime).getTime();
  const buttons = [...page.querySelectorAll<HTMLButtonElement>('[data-waits]')];
  const step = (): void => {
    const left = until - now();
    line.hidden = left <= 0;
    for (const button of buttons) button.disabled = left > 0;
    if (left <= 0) return;
    time.textContent = inAWhile(page.documentElement.lang, left);
    setTimeout(step, 1000);
  };
  step();
}
