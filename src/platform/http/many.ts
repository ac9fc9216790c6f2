import { Transform } from 'class-transformer';

/** A list in a query: repeated, `name[]=` (both folded by `parseQuery`) or joined by commas. Empty parts are nothing. */
export const Many = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : listOf(value)));

const listOf = (value: unknown): string[] =>
  [value]
    .flat()
    .flatMap((part) => String(part).split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `true` or `false` in a query; anything else is left for the rule to refuse. */
export const TrueOrFalse = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
