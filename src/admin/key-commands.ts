import { LONGEST_OVERLAP_HOURS, OVERLAP_HOURS, type ApiKey } from '../modules/auth';
import { ROLES, sameLetters, unreadable, type Role } from '../platform/http';
import { AdminRefused, type Ask, type Command, type Services } from './command';
import { organizationOf } from './organization-commands';
import { readInstant } from './read-instant';
import { listing, printed, table } from './table';

const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 2000;
const SHOWN_ONCE = 'Shown this once and never again: put it where your secrets are, now.';

const create: Command = {
  name: 'key create',
  places: ['slug'],
  options: {
    name: { value: '<text>', help: 'to tell keys apart by, up to 200 characters', required: true },
    description: { value: '<text>', help: 'what it is for' },
    expires: { value: '<date>', help: 'ISO 8601, e.g. 2027-01-01 (from midnight UTC on it is refused); usually never' },
    'no-signature': { help: 'accept calls that are not signed: the key alone is then enough' },
    role: { value: '<role>', help: `what it may do, the least first: ${ROLES.join(', ')}; usually ADMIN` },
    'min-signature-version': {
      value: '<1|2>',
      help: '2 covers method, path and query as well; asked at a terminal, otherwise 1',
    },
  },
  summary: 'makes an API key and prints it with its signature secret',
  async prepare({ places: { slug }, options, switches, ask }) {
    const wanted = {
      name: readable('name', text('name', options.name!, LONGEST_NAME)),
      description: options.description && text('description', options.description, LONGEST_DESCRIPTION),
      expiresAt: options.expires === undefined ? undefined : readInstant('expires', options.expires),
      requireSignature: !switches.has('no-signature'),
      role: roleNamed(options.role),
      minSignatureVersion: signatureVersion(options['min-signature-version'] ?? (await askedVersion(ask))),
    };
    return async (services: Services) => {
      if (wanted.expiresAt && wanted.expiresAt <= services.now())
        throw new AdminRefused('--expires must lie in the future');
      const { id } = await organizationOf(services, slug);
      const { id: keyId, key, signatureSecret } = await services.keys.create(id, wanted);
      const secrets = { keyId, apiKey: key, signatureSecret };
      const lines = [`Made the key "${printed(wanted.name)}" of "${slug}". ${SHOWN_ONCE}`, ...listing(secrets)];
      return { lines, json: { organization: slug, ...secrets, ...wanted } };
    };
  },
};

const list: Command = {
  name: 'key list',
  places: ['slug'],
  options: {},
  summary: 'lists the API keys of an organization, without their secrets',
  prepare: ({ places: { slug } }) =>
    Promise.resolve(async (services) => {
      const { id } = await organizationOf(services, slug);
      const keys = await services.keys.list(id);
      const now = services.now();
      const rows = keys.map((key) => [
        ...[key.id, key.name, `...${key.hint}`, key.role, stateOf(key, now), signing(key)],
        ...[key.expiresAt, key.lastUsedAt, key.createdAt],
      ]);
      const headings = ['ID', 'NAME', 'KEY', 'ROLE', 'STATE', 'SIGNATURE', 'EXPIRES', 'LAST USED', 'CREATED'];
      const lines = keys.length > 0 ? table(headings, rows) : [`There are no keys yet: key create ${slug}`];
      return { lines, json: keys.map((key) => described(key, now)) };
    }),
};

const rotate: Command = {
  name: 'key rotate',
  places: ['slug', 'keyId'],
  options: {
    'overlap-hours': {
      value: '<hours>',
      help: `how long the old secret still signs, 0 to ${LONGEST_OVERLAP_HOURS}; usually ${OVERLAP_HOURS}`,
    },
  },
  summary: 'gives an API key a new signature secret and prints it',
  async prepare({ places: { slug, keyId }, options }) {
    const hours = overlap(options['overlap-hours'] ?? String(OVERLAP_HOURS));
    return Promise.resolve(async (services: Services) => {
      const { id } = await organizationOf(services, slug);
      const key = (await services.keys.list(id)).find((one) => one.id === keyId);
      if (key && stateOf(key, services.now()) === 'expired') throw new AdminRefused(staysExpired(slug, key));
      const signatureSecret = await services.keys.rotate(id, keyId, hours);
      if (signatureSecret === null) throw new AdminRefused(noSuchKey(slug, keyId));
      const old = hours === 0 ? 'The old secret signs no more.' : `The old secret signs for another ${hours} hours.`;
      const lines = [`A new signature secret. ${SHOWN_ONCE}`, ...listing({ keyId, signatureSecret }), old];
      return { lines, json: { organization: slug, keyId, signatureSecret, overlapHours: hours } };
    });
  },
};

const revoke: Command = {
  name: 'key revoke',
  places: ['slug', 'keyId'],
  options: {},
  summary: 'ends an API key at once and for good',
  prepare: ({ places: { slug, keyId } }) =>
    Promise.resolve(async (services) => {
      const { id } = await organizationOf(services, slug);
      if (!(await services.keys.revoke(id, keyId))) throw new AdminRefused(noSuchKey(slug, keyId));
      return {
        lines: [`The key ${keyId} of "${slug}" is revoked.`],
        json: { organization: slug, keyId, revoked: true },
      };
    }),
};

export const keyCommands: Command[] = [create, list, rotate, revoke];

const noSuchKey = (slug: string, keyId: string): string =>
  `"${slug}" has no active key ${keyId}. key list ${slug} shows those it has`;

const staysExpired = (slug: string, { id, expiresAt }: ApiKey): string =>
  `The key ${id} expired at ${expiresAt!.toISOString()}: a new secret would not change that. A new one: key create ${slug}`;

function text(option: string, given: string, longest: number): string {
  if (given.trim() === '' || given.length > longest)
    throw new AdminRefused(`--${option} must have 1 to ${longest} characters`);
  return given;
}

/** By the rule of every name that people read. */
function readable(option: string, given: string): string {
  const problem = unreadable(given);
  if (problem) throw new AdminRefused(`--${option} ${problem}`);
  return sameLetters(given);
}

const WHICH_VERSION = `Which signature version must its calls have at least?
  1  for programs made for the Humanos API (its clients, nodes and agent hooks sign like that); covers time and body
  2  for programs of your own; covers method, path and query as well
[1] `;

async function askedVersion(ask: Ask | null): Promise<string> {
  const answer = ask ? (await ask(WHICH_VERSION)).trim() : '';
  return answer === '' ? '1' : answer;
}

function roleNamed(given = 'ADMIN'): Role {
  const role = ROLES.find((one) => one === given.toUpperCase());
  if (!role) throw new AdminRefused(`--role must be one of ${ROLES.join(', ')}`);
  return role;
}

function signatureVersion(given: string): 1 | 2 {
  if (given !== '1' && given !== '2') throw new AdminRefused('--min-signature-version must be 1 or 2');
  return given === '2' ? 2 : 1;
}

function overlap(given: string): number {
  const hours = /^\d{1,4}$/.test(given) ? Number(given) : NaN;
  if (!(hours <= LONGEST_OVERLAP_HOURS)) {
    throw new AdminRefused(`--overlap-hours must be a whole number from 0 to ${LONGEST_OVERLAP_HOURS}`);
  }
  return hours;
}

function stateOf({ revokedAt, expiresAt }: ApiKey, now: Date): string {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'active';
}

const signing = ({ requireSignature, minSignatureVersion }: ApiKey): string =>
  requireSignature ? `version ${minSignatureVersion}` : 'not needed';

/** For programs: everything but the hash and the secrets. */
const described = (key: ApiKey, now: Date) => ({
  id: key.id,
  name: key.name,
  description: key.description,
  hint: key.hint,
  role: key.role,
  state: stateOf(key, now),
  requireSignature: key.requireSignature,
  minSignatureVersion: key.minSignatureVersion,
  expiresAt: key.expiresAt,
  lastUsedAt: key.lastUsedAt,
  createdAt: key.createdAt,
  revokedAt: key.revokedAt,
  previousSecretUntil: key.previousSecretUntil,
});
