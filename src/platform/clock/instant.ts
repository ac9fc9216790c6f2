/** A date, or a date and a time of day with or without a zone: what Date reads the same way on every machine. */
const ISO_8601 = /^\d{4}(-\d\d){0,2}(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** The moment an ISO 8601 text means, UTC where it names no zone; null when there is no such moment. */
export function parseInstant(text: string): Date | null {
  const iso = text.toUpperCase().replace(' ', 'T'); // both are common, and Date takes some of them for local time
  if (!ISO_8601.test(iso)) return null;
  const zoned = /T[^Z+-]*$/.test(iso) ? `${iso}Z` : iso;
  const instant = new Date(zoned);
  return Number.isNaN(instant.getTime()) || instant.getUTCFullYear() > 9999 ? null : instant;
}
