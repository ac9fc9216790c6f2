import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Problem, type FieldError } from './problem';

/** The rules of the DTO classes, with one error for each rule that a field breaks. Unknown properties are refused by name. */
export const requestValidation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => Problem.invalid(fieldErrors(errors)),
  });

/** Flattens class-validator's tree into paths as a client would write them: `credentials[0].data[1].value`. */
export function fieldErrors(errors: ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = pathOf(parent, error.property);
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      message:
        rule === 'whitelistValidation' ? `${field} is not a known field` : sentence(field, error.property, message),
    }));
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
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
