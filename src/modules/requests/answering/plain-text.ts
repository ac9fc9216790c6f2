/**
 * Text as it can be stored, signed and shown alike: line ends as everybody here writes them, no control characters, nothing
 * that is half a character.
 */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
