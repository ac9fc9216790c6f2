import type { Organization } from '../modules/organizations';
import type { PublishedKey } from '../modules/keys';
import type { Transaction } from '../platform/database';
import { AdminRefused, type Command, type Input, type Services } from './command';
import { organizationOf } from './organization-commands';
import { table } from './table';

const DID = { did: { value: '<did>', help: 'a person of the organization; usually the organization itself' } };

const keys: Command = {
  name: 'did keys',
  places: ['slug'],
  options: DID,
  summary: 'lists the keys that an organization, or a person, signs with',
  prepare: ({ places: { slug }, options }) =>
    Promise.resolve(async (services) => {
      const { organization, did } = await holder(services, slug, options);
      const found = await services.unitOfWork.read(organization.id, (tx) => published(services, tx, organization, did));
      const rows = found.map((key) => [key.publicKey, stateOf(key), key.retiredAt, key.revokedAt]);
      const lines =
        found.length > 0
          ? table(['KEY', 'STATE', 'RETIRED', 'REVOKED'], rows)
          : [`${did} has not signed anything yet.`];
      return { lines, json: { did, keys: found.map((key) => ({ ...key, state: stateOf(key) })) } };
    }),
};

const rotate: Command = {
  name: 'did rotate',
  places: ['slug'],
  options: DID,
  summary: 'makes a new key to sign with; what was signed stays good',
  prepare: ({ places: { slug }, options }) =>
    Promise.resolve(async (services) => {
      const { organization, did } = await holder(services, slug, options);
      const { publicKey } = await services.unitOfWork.run(organization.id, async (tx) => {
        await published(services, tx, organization, did);
        return services.signingKeys.rotate(tx, organization.id, did, services.now(), services.sealer());
      });
      return { lines: [`${did} signs with ${publicKey} from now on.`], json: { did, publicKey } };
    }),
};

const revoke: Command = {
  name: 'did revoke',
  places: ['slug', 'key'],
  options: DID,
  summary: 'ends a key that somebody else may hold: nothing it has signed is good any more',
  prepare: ({ places: { slug, key }, options }) =>
    Promise.resolve(async (services) => {
      const { organization, did } = await holder(services, slug, options);
      const before = await services.unitOfWork.run(organization.id, async (tx) => {
        const found = await services.signingKeys.published(tx, organization.id, did);
        await services.signingKeys.revoke(tx, organization.id, did, key, services.now());
        return found.find(({ publicKey }) => publicKey === key);
      });
      if (!before) throw new AdminRefused(`${did} has no key ${key}. did keys ${slug} shows those it has`);
      return { lines: [afterRevoking(did, before)], json: { did, publicKey: key, revoked: true } };
    }),
};

export const didCommands: Command[] = [keys, rotate, revoke];

async function holder(
  services: Services,
  slug: string,
  options: Input['options'],
): Promise<{ organization: Organization; did: string }> {
  const organization = await organizationOf(services, slug);
  return { organization, did: options.did ?? organization.did };
}

/** Refuses a person who has no key with this organization: it may be another one's, or nobody. */
async function published(
  { signingKeys }: Services,
  tx: Transaction,
  { id, did: own, slug }: Organization,
  did: string,
): Promise<PublishedKey[]> {
  const found = await signingKeys.published(tx, id, did);
  if (found.length === 0 && did !== own) throw new AdminRefused(`Nobody of "${slug}" signs as ${did}`);
  return found;
}

/** What a revocation means for what was signed, and for what will be. */
function afterRevoking(did: string, { publicKey, retiredAt, revokedAt }: PublishedKey): string {
  if (revokedAt)
    return `The key ${publicKey} of ${did} was revoked already, at ${revokedAt.toISOString()}. Nothing has changed.`;
  const revoked = `The key ${publicKey} of ${did} is revoked: nothing it has signed is good any more.`;
  return retiredAt
    ? `${revoked} It had been replaced before: for what is signed from now on nothing changes.`
    : `${revoked} The next signature makes a new one.`;
}

function stateOf({ retiredAt, revokedAt }: PublishedKey): string {
  if (revokedAt) return 'revoked';
  return retiredAt ? 'retired' : 'current';
}
