import type { Response } from 'express';

interface SentFile {
  name: string;
  bytes: Buffer;
  type: string;
  /** To be saved rather than shown. */
  save: boolean;
}

/** Sends a file to somebody who may see it: kept by nobody between us, under a name that is safe on every machine. */
export function sendFile(response: Response, { name, bytes, type, save }: SentFile): void {
  const cut = [...harmless(name).trim()].slice(0, 100).join(''); // letters: half of one is not to be written
  const safe =
    type.startsWith('application/pdf') && !/\.pdf$/i.test(cut) ? `${cut.replace(/\.\w{0,2}$/, '')}.pdf` : cut;
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

const harmless = (name: string): string => name.replace(/[\p{C}<>:"/\\|?*]+/gu, ' ');

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
