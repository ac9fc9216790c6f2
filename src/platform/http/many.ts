import { Transform } from 'class-transformer';

const MANY = Symbol('many');

interface ManyOptions {
  /** Names that may have commas in them: the whole of a text is looked for as well. */
  orWhole?: boolean;
}

/** A list in a query: repeated, `name[]=`, `name[0]=` (all folded by `parseQuery`) or joined by commas. Empty parts are nothing. */
export const Many =
  ({ orWhole = false }: ManyOptions = {}): PropertyDecorator =>
  (target, property) => {
    Reflect.defineMetadata(MANY, true, target, property);
    Transform(({ value }: { value: unknown }) => (value == null ? undefined : listOf(value, orWhole)))(
      target,
      property,
    );
  };

/** Whether a property of a query takes several values. */
export const takesMany = (query: { prototype: unknown }, property: string): boolean =>
  Reflect.getMetadata(MANY, query.prototype as object, property) === true;

function listOf(value: unknown, orWhole: boolean): unknown[] {
  const given = [value].flat().map((one) => (typeof one === 'string' ? one.trim() : one));
  const parts = given.flatMap((one) => (typeof one === 'string' ? one.split(',').map((part) => part.trim()) : [one]));
  return [...new Set([...parts, ...(orWhole ? given : [])])].filter((part) => part !== '');
}

/** `true` or `false` in a query; anything else is left for the rule to refuse. */
export const TrueOrFalse = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** A number in a query, in decimal digits: neither `0x1` nor `1e1` nor ` 1` is one. */
export const InDigits = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (/^\d{1,9}$/.test(value) ? Number(value) : NaN) : value,
  );
