import { rulesOf, type Check, type DtoClass, type DtoRules, type PropertyRules, type ValueKind } from './dto-rules';
import type { FieldError } from './problem';
import { NAMED_FIELDS } from './well-formed';

/** A DTO as it was read, and one error for each rule that it breaks: 101 at most, then reading stops. */
export interface ReadDto<Dto extends object> {
  dto: Dto;
  errors: FieldError[];
}

/**
 * Makes an instance of a DTO class from plain JSON and holds it against its rules, in one pass: what class-transformer and
 * class-validator do for the same decorators, but in time that the number of errors bounds. They would transform, judge and
 * explain every item of a list of a million first. Unknown properties are errors that name them.
 */
export function readDto<Dto extends object>(type: DtoClass<Dto>, plain: unknown): ReadDto<Dto> {
  const rules = rulesOf(type);
  if (!rules) throw new Error(`${type.name} has no rules`);
  const reading = new Reading();
  const dto = reading.object(rules, plain ?? {}, '') as Dto;
  return { dto, errors: reading.errors };
}

class Reading {
  readonly errors: FieldError[] = [];

  private get isFull(): boolean {
    return this.errors.length >= NAMED_FIELDS;
  }

  /** `path` is how the caller writes the way to this object: `credentials[0]`; empty for the body itself. */
  object(rules: DtoRules, plain: unknown, path: string): object {
    const dto = new rules.type();
    if (!isObject(plain)) {
      this.refuse(path || 'body', `${path || 'body'} must be an object`);
      return dto;
    }
    for (const name of Object.keys(plain)) if (!rules.known.has(name)) this.refuseUnknown(below(path, name));
    for (const property of rules.properties) {
      const { name } = property;
      if (Object.hasOwn(plain, name)) (dto as Record<string, unknown>)[name] = prepared(property, plain);
    }
    for (const property of rules.properties) {
      if (this.isFull) break;
      this.property(property, dto as Record<string, unknown>, path);
    }
    return dto;
  }

  private property(property: PropertyRules, dto: Record<string, unknown>, path: string): void {
    const { name, conditions, checks, nested } = property;
    const value = dto[name];
    if (!conditions.every((holds) => holds(dto, value))) return;
    const at = below(path, name);
    const { bounds, others } = checks[kindOf(value)];
    const tooLong = broken(bounds, dto, value);
    const flaws = tooLong.length > 0 ? tooLong : broken(others, dto, value);
    const isNested = nested && value !== undefined && tooLong.length === 0;
    if (isNested && !isObject(value) && !Array.isArray(value)) {
      flaws.push({ rule: 'nestedValidation', message: nested.refusal(dto, value) });
    }
    for (const { message } of tellingFlaws(flaws, value)) this.refuse(at, sentence(at, name, message));
    if (isNested && (isObject(value) || Array.isArray(value))) dto[name] = this.nested(nested, dto, value, at, name);
  }

  private nested(
    nested: NonNullable<PropertyRules['nested']>,
    dto: object,
    value: unknown,
    at: string,
    name: string,
  ): unknown {
    if (isObject(value)) return this.object(nested.rules, value, at);
    if (Array.isArray(value)) {
      return value.map((item: unknown, index) =>
        this.isFull ? item : this.nested(nested, value, item, `${at}[${index}]`, String(index)),
      );
    }
    this.refuse(at, sentence(at, name, nested.refusal(dto, value)));
    return value;
  }

  private refuseUnknown(field: string): void {
    this.refuse(field, `${field} is not a known field`);
  }

  private refuse(field: string, message: string): void {
    if (!this.isFull) this.errors.push({ field, message });
  }
}

function prepared({ name, transforms, convert }: PropertyRules, plain: Record<string, unknown>): unknown {
  const given = plain[name];
  const value = convert && given != null ? inEach(given, convert) : given;
  return transforms.reduce((before, transform) => transform({ value: before, key: name, obj: plain }), value);
}

const inEach = (value: unknown, convert: (item: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(convert) : convert(value);

function kindOf(value: unknown): ValueKind {
  if (typeof value === 'string') return 'text';
  return Array.isArray(value) ? 'list' : 'other';
}

interface Flaw {
  rule: string;
  message: string;
}

const broken = (checks: Check[], dto: object, value: unknown): Flaw[] =>
  checks
    .filter((check) => !check.holds(dto, value))
    .map((check) => ({ rule: check.rule, message: check.message(dto, value) }));

/** What a value is, before what it says: of a value of another type, the other rules would tell nothing or something untrue. */
const TYPE_RULES = ['isArray', 'isObject', 'isString', 'isInt', 'isNumber', 'isBoolean', 'nestedValidation'];
/** What only a text can keep or break. */
const TEXT_RULES = ['isNotEmpty', 'isLength', 'minLength', 'maxLength'];
/** Of an empty text there is nothing else to say. */
const EMPTY = 'isNotEmpty';

/** Of the rules that a value breaks, those that say something of it: each flaw is told once. */
function tellingFlaws(flaws: Flaw[], value: unknown): Flaw[] {
  const named = (name: string) => flaws.find(({ rule }) => rule === name);
  const type = TYPE_RULES.map(named).find((flaw) => flaw !== undefined);
  const only = type ?? (typeof value === 'string' ? named(EMPTY) : undefined);
  if (only) return [only];
  const others = flaws.filter(({ rule }) => !TEXT_RULES.includes(rule));
  return others.length > 0 && kindOf(value) === 'other' ? others : flaws;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Messages of class-validator begin with the bare property: the path takes its place. */
function sentence(field: string, property: string, message: string): string {
  if (message.startsWith(`${property} `)) return field + message.slice(property.length);
  return message.includes(field) ? message : `${field}: ${message}`;
}
