/** The moment an ISO 8601 text means, UTC where it names no zone; null when there is no such moment. */
export function parseInstant(text: string): Date | null {
  const zoned = /T[^Zz+-]*$/.test(text) ? `${text}Z` : text;
  const instant = new Date(zoned);
  return Number.isNaN(instant.getTime()) || instant.getUTCFullYear() > 9999 ? null : instant;
}
