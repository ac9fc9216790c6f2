import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { NotFetched } from './not-fetched';

/** Whether this server may connect to an IP address that another party named. */
export type AddressRule = (address: string) => boolean;

/** A lookup hook is not called for addresses, so those are checked as they are written (URL has made one form of them). */
export function refuseAddress({ hostname, username, password, host }: URL, mayBeCalled: AddressRule): void {
  if (username || password) throw new NotFetched('An address with a user name is not fetched');
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && !mayBeCalled(literal)) throw new NotFetched(`${host} is not a public address`);
}

/** Resolves a name and refuses it when any of its addresses may not be called. The connection goes to what was checked. */
export const guardedLookup =
  (mayBeCalled: AddressRule): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error ?? refusal(hostname, addresses, mayBeCalled);
      if (refused) return callback(refused, '', 0);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0].address, addresses[0].family);
    });

const refusal = (hostname: string, addresses: { address: string }[], mayBeCalled: AddressRule): Error | null =>
  addresses.length > 0 && addresses.every(({ address }) => mayBeCalled(address))
    ? null
    : new NotFetched(`${hostname} does not lead to a public address`);
