import type { Response } from 'express';

interface SentFile {
  name: string;
  bytes: Buffer;
  type: string;
  /** To be saved rather than shown. */
  save: boolean;
}

const LONGEST_NAME = 96;

/** Sends a file to somebody who may see it: kept by nobody between us, under a name that is safe on every machine. */
export function sendFile(response: Response, { name, bytes, type, save }: SentFile): void {
  const safe = type.startsWith('application/pdf') ? pdfName(harmless(name)) : shortened(harmless(name).trim());
  const ascii = harmless(safe.normalize('NFKD')).replace(/[^\x20-\x7e]/g, ''); // a full-width quotation mark becomes one
  response.set({
    'Content-Type': type,
    'Content-Disposition': `${save ? 'attachment' : 'inline'}; filename="${ascii}"; filename*=UTF-8''${encoded(safe)}`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, nofollow',
  });
  response.send(bytes);
}

/** With one ending, whether or not what it is called brings it (`Contract.pdf`), and however often. */
function pdfName(name: string): string {
  const [ending] = /\.pdf$/i.exec(name.trim()) ?? ['.pdf'];
  const stem = shortened(name.replace(/(\s*\.pdf)*\s*$/i, '').trim());
  return `${stem.replace(/^\.+$/, '') || 'document'}${ending}`;
}

/** By letters: half of one is not to be written. */
const shortened = (name: string): string => [...name].slice(0, LONGEST_NAME).join('').trimEnd();

const harmless = (name: string): string => name.replace(/[\p{C}<>:"/\\|?*]+/gu, ' ');

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
