/** The forms of a phrase that depend on a count, by the language's own categories; `other` is the one that always exists. */
export type PluralForms = { other: (count: string) => string } & Partial<
  Record<Intl.LDMLPluralRule, (count: string) => string>
>;

const SHORT = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' } as const;
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const LONG = { ...SHORT, weekday: 'long', month: 'long', year: 'numeric' } as const;

/** "Saturday 2 May 2026 at 14:00 UTC" */
export const longDate = (date: Date, tag: string, timeZone = 'UTC'): string => dates(tag, timeZone, LONG).format(date);

/** "2 May, 14:00 UTC" */
export const shortDate = (date: Date, tag: string, timeZone = 'UTC'): string =>
  dates(tag, timeZone, SHORT).format(date);

/** "14:00:30 UTC" */
export const clockTime = (date: Date, tag: string, timeZone = 'UTC'): string =>
  dates(tag, timeZone, CLOCK).format(date);

/** "2 May 2026": a day of the calendar, which is the same day everywhere. */
export const calendarDay = (date: Date, tag: string): string => dates(tag, 'UTC', DAY).format(date);

/** The form of a phrase that this count takes in this language, with the count in its digits. */
export function counted(forms: PluralForms, count: number, tag: string): string {
  const { rules, numbers } = counting(tag);
  return (forms[rules.select(count)] ?? forms.other)(numbers.format(count));
}

const dates = keptBy((tag: string, timeZone: string, shape: Intl.DateTimeFormatOptions) => {
  return new Intl.DateTimeFormat(tag, { ...shape, timeZone });
});

const counting = keptBy((tag: string) => ({ rules: new Intl.PluralRules(tag), numbers: new Intl.NumberFormat(tag) }));

/** Formatters are dear to make and few (languages by time zones): each is made once. */
function keptBy<Key extends unknown[], Made>(make: (...key: Key) => Made): (...key: Key) => Made {
  const kept = new Map<string, Made>();
  return (...key) => {
    const name = JSON.stringify(key);
    const made = kept.get(name) ?? make(...key);
    kept.set(name, made);
    return made;
  };
}
