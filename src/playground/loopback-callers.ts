import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { isIP } from 'node:net';
import { DEMO_SLUG } from './seeds/demo-catalogue';
import { Callers } from '../modules/auth';
import type { AnonymousCallers, CallingOrganization } from '../platform/http';

const TELLTALES = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * True for a call that comes from this machine, was meant for this machine, and was not brought here by somebody else's
 * web page or by a proxy. A page on the internet can make a browser call localhost; it cannot make it look like this.
 */
export function isFromHere(request: Request): boolean {
  const { headers, socket } = request;
  if (!isLoopback(socket.remoteAddress ?? '') || TELLTALES.some((name) => headers[name] !== undefined)) return false;
  if (Object.keys(headers).some((name) => name.startsWith('x-forwarded-'))) return false;
  const { host = '', origin } = headers;
  if (!URL.canParse(`http://${host}`) || !OWN_NAMES.includes(new URL(`http://${host}`).hostname)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return [undefined, 'none', 'same-origin'].includes(headers['sec-fetch-site']);
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** In the playground, whoever sits at this machine acts as the demo organization. */
@Injectable()
export class LoopbackCallers implements AnonymousCallers {
  constructor(private readonly callers: Callers) {}

  async organizationFor(request: Request): Promise<CallingOrganization | null> {
    if (!isFromHere(request)) return null;
    return (await this.callers.organization(DEMO_SLUG)) ?? null;
  }
}
