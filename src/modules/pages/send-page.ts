import type { Request, Response } from 'express';
import type { Frame } from './frame';
import { languageOfTag, TAGS } from './page-language';
import type { Language } from './language';

/** Our own files, the logo we keep, pictures of signatures that the page itself draws; nothing inline, nothing from elsewhere. */
const policy = (framers: string[]): string =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
  "font-src 'self'; base-uri 'none'; form-action 'self'; " +
  `frame-ancestors ${framers.length > 0 ? framers.join(' ') : "'none'"}`;

interface PageAnswer {
  status?: number;
  /** Of the request behind the page: its organization says where the page may be embedded. */
  frame?: Frame;
}

/** Sends a page. Nobody keeps it, nobody learns from where it was left, nobody indexes it. */
export function sendPage(response: Response, html: string, { status = 200, frame }: PageAnswer = {}): void {
  const framers = frame?.origins ?? [];
  response.status(status).set({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy(framers),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex, nofollow',
    'X-Frame-Options': 'DENY',
  });
  if (framers.length > 0) response.removeHeader('X-Frame-Options'); // it knows no list; frame-ancestors does
  response.send(html);
}

/** The language of a page without a request: as the browser prefers. */
export function preferredLanguage(request: Request, response: Response): Language {
  response.vary('Accept-Language');
  return languageOfTag(request.acceptsLanguages(TAGS));
}
