const LONGEST = 200;

/**
 * What a file was called on somebody's machine, as it can be stored and shown anywhere: without folders, control characters
 * and signs that turn the direction of text around. Null where nothing is left.
 */
export function fileNameOf(given: string | null): string | null {
  const [last = ''] = (given ?? '').split(/[/\\]/).slice(-1);
  const name = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, '')
    .trim();
  return [...name].slice(0, LONGEST).join('') || null;
}
