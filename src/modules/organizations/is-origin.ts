import { parseUrl } from '../../platform/http';

/** Labels of letters, digits and hyphens inside, none of them empty. */
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** Whether a text is an https origin as a browser writes it: what it would write differently could never be met. */
export function isOrigin(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const url = parseUrl(text);
  const asWritten = text.replace(/:443$/, ''); // the port of https, which a browser leaves out
  return url?.protocol === 'https:' && url.origin === asWritten && url.port !== '0' && HOST.test(url.hostname);
}
