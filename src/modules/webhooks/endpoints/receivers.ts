import { Injectable } from '@nestjs/common';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Settings } from '../../../platform/configuration';
import { isPublicAddress, NotFetched, readNetworks, refuseAddress, type AddressRule } from '../../../platform/outbound';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;
const LONGEST_LOOK_MS = 2000;

/**
 * Where webhooks may go: public addresses, those in networks that the administrator lists (PRIVATE_NETWORKS), and in the
 * playground this machine.
 */
@Injectable()
export class Receivers {
  readonly mayBeCalled: AddressRule;
  private readonly playground: boolean;

  constructor(settings: Settings) {
    const listed = readNetworks(settings.PRIVATE_NETWORKS ?? '');
    const isListed = typeof listed === 'function' ? listed : () => false;
    this.playground = settings.playground;
    this.mayBeCalled = (address) =>
      isPublicAddress(address) || isListed(address) || (this.playground && LOOPBACK.test(address));
  }

  /** Why an address is refused as it is written, or for where its name leads now; null when nothing is known against it. */
  async whyRefused(text: string): Promise<string | null> {
    const written = this.whyRefusedAsWritten(text);
    if (written) return written;
    const { hostname } = new URL(text);
    if (isIP(hostname.replace(/^\[|\]$/g, ''))) return null;
    const found = await Promise.race([lookup(hostname, { all: true }).catch(() => []), after(LONGEST_LOOK_MS)]);
    // A name that does not resolve yet may later: every connection is checked again.
    return found.every(({ address }) => this.mayBeCalled(address))
      ? null
      : `url leads to an address that is not public`;
  }

  private whyRefusedAsWritten(text: string): string | null {
    if (!URL.canParse(text)) return 'url must be an absolute URL';
    const url = new URL(text);
    const http = this.playground && url.protocol === 'http:';
    if (url.protocol !== 'https:' && !http) return 'url must begin with https://';
    if (url.username || url.password) return 'url must not hold a user name or a password';
    if (url.hash) return 'url must not have a fragment';
    try {
      refuseAddress(url, this.mayBeCalled);
    } catch (error) {
      if (error instanceof NotFetched) return 'url must not lead to an address that is not public';
      throw error;
    }
    return null;
  }
}

const after = (ms: number): Promise<{ address: string }[]> =>
  new Promise((resolve) => setTimeout(() => resolve([]), ms).unref());
