import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { isIP } from 'node:net';
import { DEMO_SLUG } from './seeds/demo-catalogue';
import { Callers } from '../modules/auth';
import { Settings } from '../platform/configuration';
import type { AnonymousCallers, CallingOrganization } from '../platform/http';

/** What proxies and tunnels add to a call that they bring from elsewhere. */
const TELLTALE = /^(forwarded|via|x-forwarded-.*|x-real-ip|x-original-host|cf-connecting-ip|true-client-ip)$/;
/** As a browser sends it for an address of this machine, and nothing that a parser may read as one. */
const OWN_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * True for a call that comes from this machine, was meant for this machine, and was not brought here by somebody else's
 * web page or by a proxy. A page on the internet can make a browser call localhost; it cannot make it look like this.
 */
export function isFromHere(request: Request, publicUrl: string): boolean {
  const { headers, socket } = request;
  if (!isLoopback(socket.remoteAddress ?? '')) return false;
  if (Object.keys(headers).some((name) => TELLTALE.test(name))) return false;
  const { host = '', origin } = headers;
  if (!OWN_NAME.test(host)) return false;
  if (origin !== undefined && origin !== `http://${host}` && !isOwnHttps(origin, host, publicUrl)) return false;
  return [undefined, 'none', 'same-origin'].includes(headers['sec-fetch-site']);
}

/** Where something on this machine ends TLS in front, pages of ours are at https: PUBLIC_URL says so. */
const isOwnHttps = (origin: string, host: string, publicUrl: string): boolean =>
  origin === `https://${host}` && origin === new URL(publicUrl).origin;

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** In the playground, whoever sits at this machine acts as the demo organization. */
@Injectable()
export class LoopbackCallers implements AnonymousCallers {
  constructor(
    private readonly callers: Callers,
    private readonly settings: Settings,
  ) {}

  async organizationFor(request: Request): Promise<CallingOrganization | null> {
    if (!isFromHere(request, this.settings.PUBLIC_URL)) return null;
    return (await this.callers.organization(DEMO_SLUG)) ?? null;
  }
}
