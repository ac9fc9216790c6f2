import type { Request } from 'express';

/**
 * Whether a form was sent by a page of ours. Browsers say so in Sec-Fetch-Site; `none` is a person who reloads. Our pages
 * send no referrer, which makes browsers write `Origin: null` even for our own forms: it is believed only together with
 * Sec-Fetch-Site, or from a browser too old to send that, where SameSite keeps the cookie from anybody else's form.
 */
export function isFromOurPage({ headers }: Pick<Request, 'headers'>, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = headers;
  if (origin === undefined || origin === 'null') return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === headers.host;
}
