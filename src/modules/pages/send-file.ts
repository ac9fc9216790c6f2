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
  const end = type.startsWith('application/pdf') && !/\.pdf$/i.test(name) ? '.pdf' : '';
  const safe =
    name
      .replace(/[\p{C}<>:"/\\|?*]+/gu, ' ')
      .trim()
      .slice(0, 100) + end;
  const ascii = safe.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  response.set({
    'Content-Type': type,
    'Content-Disposition': `${save ? 'attachment' : 'inline'}; filename="${ascii}"; filename*=UTF-8''${encoded(safe)}`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, nofollow',
  });
  response.send(bytes);
}

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
