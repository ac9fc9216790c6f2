import { parseInstant } from '../../platform/clock';
import type { FieldError } from '../../platform/http';

/** From when until when something holds. */
export interface Validity {
  validFrom: Date | null;
  validUntil: Date | null;
}

/** Reads the two dates as a caller gives them: an end that is over cannot be asked for. Adds what is wrong to `errors`, with names below `prefix`. */
export function validityOf(
  given: { validFrom?: string; validUntil?: string },
  prefix: string,
  now: Date,
  errors: FieldError[],
): Validity {
  const moment = (name: keyof Validity): Date | null => {
    const text = given[name];
    const instant = text == null ? null : parseInstant(text);
    if (text != null && instant === null) {
      errors.push({ field: `${prefix}${name}`, message: `${prefix}${name} must be an ISO 8601 date that exists` });
    }
    return instant;
  };
  const [validFrom, validUntil] = [moment('validFrom'), moment('validUntil')];
  if (validFrom && validUntil && validUntil <= validFrom) {
    errors.push({ field: `${prefix}validUntil`, message: `${prefix}validUntil must lie after validFrom` });
  } else if (validUntil && validUntil <= now) {
    errors.push({ field: `${prefix}validUntil`, message: `${prefix}validUntil must lie in the future` });
  }
  return { validFrom, validUntil };
}
