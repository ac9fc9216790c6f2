import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { ListQuery } from './list-query';
import { takesMany } from './many';
import { Problem, type FieldError } from './problem';

/** The rules of the DTO classes, with one error for each rule that a field breaks. Unknown properties are refused by name. */
class RequestValidation extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: true },
      exceptionFactory: (errors) => Problem.invalid(fieldErrors(errors)),
    });
  }

  /** A body may be left out where nothing in it is required; `null` is a body, and Nest would take it for none. */
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && value === null) {
      throw Problem.invalid([{ field: '', message: 'The body must be a JSON object or array, and not null' }]);
    }
    const given = metadata.type === 'query' ? singly(value as Query, metadata.metatype) : value;
    return super.transform(given, metadata) as Promise<unknown>;
  }
}

type Query = Record<string, string | string[]>;

/** A query with what is given once as one value, and with lists only where they mean something. In lists, an empty filter is none. */
function singly(query: Query, kind: ArgumentMetadata['metatype']): Query {
  if (kind === undefined) return query;
  const isList = kind === ListQuery || kind.prototype instanceof ListQuery;
  const given = Object.entries(query)
    .map(([name, value]) => [name, Array.isArray(value) && value.length === 1 ? value[0] : value] as const)
    .filter(([, value]) => !isList || [value].flat().some((one) => one.trim() !== ''));
  const repeated = given.filter(([name, value]) => Array.isArray(value) && !takesMany(kind, name));
  if (repeated.length === 0) return Object.fromEntries(given);
  throw Problem.invalid(repeated.map(([field]) => ({ field, message: `${field} must be given once` })));
}

export const requestValidation = (): ValidationPipe => new RequestValidation();

/** What a value is, before what it says: of a value of another type, the other rules would tell nothing or something untrue. */
const TYPE_RULES = ['isArray', 'isObject', 'isString', 'isInt', 'isNumber', 'isBoolean', 'nestedValidation'];
/** What only a text can keep or break. */
const TEXT_RULES = ['isNotEmpty', 'isLength', 'minLength', 'maxLength'];
/** Of an empty text there is nothing else to say. */
const EMPTY = 'isNotEmpty';

/** Flattens class-validator's tree into paths as a client would write them: `credentials[0].data[1].value`. */
export function fieldErrors(errors: ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = pathOf(parent, error.property);
    const own = toldRules(error).map(([rule, message]) => ({
      field,
      message:
        rule === 'whitelistValidation' ? `${field} is not a known field` : sentence(field, error.property, message),
    }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

/** Of the rules that a value breaks, those that say something of it: each flaw is told once. */
function toldRules({ constraints = {}, value }: ValidationError): [rule: string, message: string][] {
  const type = TYPE_RULES.find((rule) => rule in constraints);
  const only = type ?? (EMPTY in constraints && typeof value === 'string' ? EMPTY : undefined);
  if (only !== undefined) return [[only, constraints[only]]];
  const broken = Object.entries(constraints);
  const others = broken.filter(([rule]) => !TEXT_RULES.includes(rule));
  return others.length > 0 && typeof value !== 'string' && !Array.isArray(value) ? others : broken;
}

function pathOf(parent: string, property: string): string {
  if (/^\d+$/.test(property)) return `${parent}[${property}]`;
  return parent === '' ? property : `${parent}.${property}`;
}

/** Messages of class-validator start with the bare property: the path takes its place. */
function sentence(field: string, property: string, message: string): string {
  if (message.startsWith(`${property} `)) return field + message.slice(property.length);
  return message.includes(field) ? message : `${field}: ${message}`;
}
