import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { rulesOf, type DtoClass } from './dto-rules';
import { ListQuery } from './list-query';
import { takesMany } from './many';
import { Problem } from './problem';
import { readDto } from './read-dto';

/** Bodies and queries become their DTO class and keep its rules, or the call is refused with every field that breaks one. */
@Injectable()
export class RequestValidation implements PipeTransform {
  /** A body may be left out where nothing in it is required; `null` is a body. */
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'body' && value === null) {
      throw Problem.invalid([{ field: '', message: 'The body must be a JSON object or array, and not null' }]);
    }
    if (type === 'custom' || metatype === undefined) return value;
    const dtoClass = metatype as DtoClass;
    if (rulesOf(dtoClass) === null) return value;
    const { dto, errors } = readDto(dtoClass, type === 'query' ? singly(value as Query, metatype) : value);
    if (errors.length > 0) throw Problem.invalid(errors);
    return dto;
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
