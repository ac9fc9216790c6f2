import { createHash } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';

/** Where and how cookies are set: https or the plain http of a developer's machine, by itself or inside an allowed frame. */
export interface CookieScene {
  secure: boolean;
  framed: boolean;
}

/** A cookie of its own for each link, so that two requests can be answered side by side. Its name does not tell the token. */
export function sessionCookieName(token: string, secure: boolean): string {
  const name = `placet-${createHash('sha256').update(token).digest('hex').slice(0, 12)}`;
  return secure ? `__Host-${name}` : name;
}

export const languageCookieName = (secure: boolean): string => (secure ? '__Host-placet-language' : 'placet-language');

/** The value of a cookie that was sent; undefined where there is none. */
export function cookieOf(request: Pick<Request, 'headers'>, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Why the last form at a link was not accepted, for the page that says so. */
export const noticeCookieName = (token: string, secure: boolean): string =>
  `${sessionCookieName(token, secure)}-notice`;

/** What a browser that went away to be identified must still have when it comes back: one cookie for each time. */
export function identityCookieName(state: string, secure: boolean): string {
  const name = `placet-identity-${createHash('sha256').update(state).digest('hex').slice(0, 12)}`;
  return secure ? `__Host-${name}` : name;
}

/** Read by nobody's script, sent to nobody else, forgotten with the browser's session, or after some milliseconds. */
export function setCookie(response: Response, name: string, value: string, scene: CookieScene, maxAge?: number): void {
  response.cookie(name, value, { ...attributes(scene), encode: String, ...(maxAge !== undefined && { maxAge }) });
}

export function clearCookie(response: Response, name: string, scene: CookieScene): void {
  response.cookie(name, '', { ...attributes(scene), maxAge: 0 });
}

function attributes({ secure, framed }: CookieScene): CookieOptions {
  const embedded = framed && secure;
  return {
    path: '/',
    httpOnly: true,
    secure,
    sameSite: embedded ? 'none' : 'lax',
    ...(embedded && { partitioned: true }),
  };
}
