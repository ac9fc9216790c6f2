import type { Request, Response } from 'express';
import { languageOfTag, TAGS } from './page-language';
import type { Language } from './language';

/** Nothing but our own stylesheet and the logo we keep; no script at all. */
const policy = (framers: string[]): string =>
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; " +
  `frame-ancestors ${framers.length > 0 ? framers.join(' ') : "'none'"}`;

interface PageAnswer {
  status?: number;
  /** Origins that may embed the page: those of its organization. */
  framers?: string[];
}

/** Sends a page. Nobody keeps it, nobody learns from where it was left, nobody indexes it. */
export function sendPage(response: Response, html: string, { status = 200, framers = [] }: PageAnswer = {}): void {
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
