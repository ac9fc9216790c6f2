const SHORT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
};
const FORMS: Record<string, Intl.DateTimeFormatOptions> = {
  short: SHORT,
  long: { ...SHORT, weekday: 'long', month: 'long', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

/** Every moment in the time zone of whoever looks, in the language of the page. */
export function localTimes(page: Document): void {
  const { lang } = page.documentElement;
  for (const time of page.querySelectorAll<HTMLTimeElement>('time[data-form]')) {
    const form = FORMS[time.dataset.form ?? ''];
    if (form) time.textContent = new Intl.DateTimeFormat(lang, form).format(new Date(time.dateTime));
  }
}

/** Now, in milliseconds since 1970. */
export const now = (): number => performance.timeOrigin + performance.now();

/** "in 12 seconds", "in 3 minutes". */
export function inAWhile(lang: string, milliseconds: number): string {
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: 'always' });
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 90 ? relative.format(seconds, 'second') : relative.format(Math.ceil(seconds / 60), 'minute');
}
