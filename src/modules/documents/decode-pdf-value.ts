import { MAX_PDF_BYTES } from './pdf-reading';
import { UnreadablePdf } from './unreadable-pdf';

/** Base64 takes 4 characters for 3 bytes; line breaks and a data: prefix may add a tenth. */
const MAX_VALUE_LENGTH = Math.ceil((MAX_PDF_BYTES / 3) * 4 * 1.1);
const DATA_URL_START = /^\s*data:application\/pdf(?:;[^;,]*)*;base64,/i;
const LONGEST_DATA_URL_START = 300;

/**
 * The bytes in a field of type pdf: standard base64, with or without padding and line breaks, or a data: URL of it.
 * All or nothing: where Node would skip what is not base64, this refuses. Whether the bytes are a PDF is not asked here.
 */
export function decodePdfValue(value: string): Buffer {
  if (value.length > MAX_VALUE_LENGTH) throw new UnreadablePdf('too_large');
  const digits = significantDigits(withoutWhitespace(withoutDataUrlStart(value)));
  const size = Math.floor((digits.length * 3) / 4);
  if (size > MAX_PDF_BYTES) throw new UnreadablePdf('too_large');

  const bytes = Buffer.from(digits, 'base64');
  if (size === 0 || bytes.length !== size || !isStandardAlphabet(digits)) throw new UnreadablePdf('not_base64');
  return bytes;
}

/**
 * What Node decodes although it is not standard base64. All else it drops, so that the bytes are fewer than they have
 * to be; but of a character beyond ASCII it takes the lower half, and it reads the URL-safe alphabet as well.
 */
function isStandardAlphabet(digits: string): boolean {
  const ascii = Buffer.byteLength(digits, 'utf8') === digits.length;
  return ascii && !digits.includes('-') && !digits.includes('_') && digits.length % 4 !== 1;
}

function withoutDataUrlStart(value: string): string {
  const start = DATA_URL_START.exec(value.slice(0, LONGEST_DATA_URL_START));
  return start ? value.slice(start[0].length) : value;
}

function withoutWhitespace(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, '') : text;
}

/** Without the padding, which is whole or absent. */
function significantDigits(text: string): string {
  if (!text.endsWith('=')) return text;
  if (text.length % 4 !== 0) throw new UnreadablePdf('not_base64');
  return text.slice(0, text.endsWith('==') ? -2 : -1);
}
