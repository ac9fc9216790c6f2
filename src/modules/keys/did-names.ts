import { isId } from '../../platform/ids';

/** Who a DID names: an organization (`org`) or a person (`user`). */
export type DidHolder = 'org' | 'user';

/** The folder of each kind of holder below PUBLIC_URL, where their did:web documents are. */
export const FOLDERS = { org: 'o', user: 'u' } as const satisfies Record<DidHolder, string>;

/** `did:via:<namespace>:org-<id>` or `did:via:<namespace>:user-<id>`. */
export const viaDid = (namespace: string, holder: DidHolder, id: string): string =>
  `did:via:${namespace}:${holder}-${id}`;

/**
 * The did:web of this server itself, `did:web:<host>`; null where PUBLIC_URL is not https, because did:web documents are
 * fetched by https only.
 */
export function webDidOfServer(publicUrl: string): string | null {
  const { protocol, host, pathname } = new URL(publicUrl);
  if (protocol !== 'https:') return null;
  const folders = pathname.split('/').filter(Boolean);
  return ['did:web', encodeURIComponent(host), ...folders].join(':');
}

/** The did:web that names the same holder as a did:via: `did:web:<host>:o:<id>`; null where PUBLIC_URL is not https. */
export function webDidOf(publicUrl: string, via: string): string | null {
  const [, holder, id] = /:(org|user)-([0-9a-f]{24})$/.exec(via) ?? [];
  const server = webDidOfServer(publicUrl);
  return server && holder ? `${server}:${FOLDERS[holder as DidHolder]}:${id}` : null;
}

/** Whom a did:web below PUBLIC_URL names; null for one that is not of this server. */
export function holderOfWebDid(publicUrl: string, did: string): { holder: DidHolder; id: string } | null {
  const server = webDidOfServer(publicUrl);
  if (!server || !did.startsWith(`${server}:`)) return null;
  const [folder, id, ...more] = did.slice(server.length + 1).split(':');
  if (more.length > 0 || !id || !isId(id)) return null;
  if (folder === FOLDERS.org) return { holder: 'org', id };
  return folder === FOLDERS.user ? { holder: 'user', id } : null;
}
