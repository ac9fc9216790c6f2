import fc, { type Arbitrary } from 'fast-check';
import { document, type Schema } from './openapi-document';

const HEX = '0123456789abcdefABCDEF';
/** What breaks programs that do not expect it. */
const HOSTILE_TEXT = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\ufeff', '\u202e', 'é'.normalize('NFD'), '👩‍👧'],
  ...['__proto__', 'constructor', 'null', 'undefined', 'NaN', '-0', '1e308', '0x10', '%00', '%', '%s%n', "' OR 1=1 --"],
  ...['<script>', 'javascript:alert(1)', '../../etc/passwd', '\r\nX: y', 'x'.repeat(5000), '9'.repeat(400)],
];
const HOSTILE_VALUES = [null, true, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, 1e21, [], {}, [[]], [null], { a: { b: {} } }];

export const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXT),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE_VALUES),
  hostileText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":1}')),
);

/** What a schema of the document allows, or nearly: deep inside, most of it is what the document shows. */
export function allowed(schema: Schema, depth = 0): Arbitrary<unknown> {
  const made = byKind(schema, depth);
  return schema.example === undefined ? made : fc.oneof(made, { arbitrary: fc.constant(schema.example), weight: 2 });
}

function byKind(schema: Schema, depth: number): Arbitrary<unknown> {
  if (schema.$ref) return allowed(document.components.schemas[schema.$ref.split('/').at(-1)!], depth);
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices) return fc.oneof(...choices.map((one) => allowed(one, depth)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const [type] = [schema.type].flat();
  if (type === 'object' || schema.properties) return objects(schema, depth);
  if (type === 'array') {
    const most = Math.min(schema.maxItems ?? 3, depth > 3 ? 1 : 3);
    return fc.array(allowed(schema.items ?? {}, depth + 1), {
      minLength: Math.min(schema.minItems ?? 0, most),
      maxLength: most,
    });
  }
  return scalars(schema, type);
}

function scalars({ minimum = -1000, maximum = 1000, ...schema }: Schema, type?: string): Arbitrary<unknown> {
  if (type === 'integer') return fc.integer({ min: minimum, max: Math.max(minimum, maximum) });
  if (type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true });
  if (type === 'boolean') return fc.boolean();
  if (type === 'string') return texts(schema);
  return fc.constantFrom(null, 'x', 1, true);
}

function texts({ pattern = '', format, minLength = 0, maxLength = 50 }: Schema): Arbitrary<string> {
  if (pattern.includes('a-fA-F]{24}') || pattern.includes('a-f]{24}')) {
    return fc.string({ unit: fc.constantFrom(...HEX), minLength: 24, maxLength: 24 });
  }
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  return fc.string({ minLength, maxLength: Math.min(maxLength, 50) });
}

function objects({ properties = {}, required = [] }: Schema, depth: number): Arbitrary<unknown> {
  const model = Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => depth < 5 || required.includes(name))
      .map(([name, schema]) => [name, allowed(schema, depth + 1)]),
  );
  return fc.record(model, { requiredKeys: required.filter((name) => name in model) });
}

/** A value with one place in it replaced, removed, or added to. */
export function spoiled(value: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .tuple(value, hostileValue, fc.nat(), fc.constantFrom('replace', 'remove', 'add'))
    .map(([whole, evil, at, how]) => spoil(structuredClone(whole), evil, at, how));
}

function spoil(whole: unknown, evil: unknown, at: number, how: string): unknown {
  const places = holders(whole);
  if (places.length === 0) return evil;
  const [holder, name] = places[at % places.length];
  if (how === 'remove' && !Array.isArray(holder)) delete holder[name];
  else if (how === 'add' && !Array.isArray(holder)) holder[`x${at % 7}`] = evil;
  else holder[name] = evil;
  return whole;
}

type Holder = Record<string, unknown>;
const holders = (value: unknown): [Holder, string][] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.keys(value).flatMap((name) => [
        [value as Holder, name] as [Holder, string],
        ...holders((value as Holder)[name]),
      ]);
