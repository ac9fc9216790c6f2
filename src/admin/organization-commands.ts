import type { Organization } from '../modules/organizations';
import { AdminRefused, usage, type Command, type Services } from './command';
import { ORGANIZATION_OPTIONS, readChange } from './organization-options';
import { listing, table } from './table';

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
const UNIQUE_VIOLATION = '23505';

const create: Command = {
  name: 'org create',
  places: ['slug'],
  options: { ...ORGANIZATION_OPTIONS, name: { ...ORGANIZATION_OPTIONS.name, required: true } },
  summary: 'makes an organization',
  async prepare({ places: { slug }, options }) {
    if (!SLUG.test(slug)) {
      throw new AdminRefused(`"${slug}" is no slug: lower-case letters, digits and hyphens, up to 63, e.g. acme`);
    }
    const { settings, logo } = await readChange(options);
    return async ({ organizations }) => {
      const made = await organizations.create(slug, options.name!, settings, logo).catch(refuseTakenSlug(slug));
      const next = `Next, a key for its programs: key create ${slug} --name "..."`;
      return { lines: [`Made the organization "${slug}".`, ...listing(told(made)), next], json: described(made) };
    };
  },
};

const list: Command = {
  name: 'org list',
  places: [],
  options: {},
  summary: 'lists all organizations',
  prepare: () =>
    Promise.resolve(async ({ organizations }) => {
      const all = await organizations.list();
      const rows = all.map(({ slug, name, id, codeDelivery, language, createdAt }) => [
        ...[slug, name, id, codeDelivery, language],
        createdAt,
      ]);
      const lines = table(['SLUG', 'NAME', 'ID', 'CODE DELIVERY', 'LANGUAGE', 'CREATED'], rows);
      return {
        lines: all.length > 0 ? lines : ['There are no organizations yet: org create'],
        json: all.map(described),
      };
    }),
};

const show: Command = {
  name: 'org show',
  places: ['slug'],
  options: {},
  summary: 'shows an organization with its settings',
  prepare: ({ places: { slug } }) =>
    Promise.resolve(async (services) => {
      const organization = await organizationOf(services, slug);
      return { lines: listing(told(organization)), json: described(organization) };
    }),
};

const set: Command = {
  name: 'org set',
  places: ['slug'],
  options: ORGANIZATION_OPTIONS,
  summary: 'changes settings of an organization; what is not named stays',
  async prepare({ places: { slug }, options }) {
    if (Object.keys(options).length === 0) throw new AdminRefused(`There is nothing to set. ${usage(set)}`);
    const { settings, logo } = await readChange(options);
    return async (services) => {
      const { organizations, unitOfWork } = services;
      const { id } = await organizationOf(services, slug);
      const changed = await unitOfWork.run(id, async (tx) => {
        await organizations.configure(tx, id, settings, logo);
        return organizations.get(tx, id);
      });
      return { lines: [`Changed "${slug}".`, ...listing(told(changed))], json: described(changed) };
    };
  },
};

export const organizationCommands: Command[] = [create, list, show, set];

/** Finds an organization, or says which there are. */
export async function organizationOf({ organizations }: Services, slug: string): Promise<Organization> {
  const found = await organizations.bySlug(slug);
  if (found) return found;
  const slugs = (await organizations.list()).map((organization) => organization.slug);
  const others = slugs.length > 0 ? `There are: ${slugs.join(', ')}` : 'There are none yet: org create';
  throw new AdminRefused(`There is no organization "${slug}". ${others}`);
}

const refuseTakenSlug = (slug: string) => (error: Error & { code?: string }) => {
  if (error.code === UNIQUE_VIOLATION) throw new AdminRefused(`There is an organization "${slug}" already`);
  throw error;
};

/** For programs: everything but the bytes of the logo. */
const described = ({ logo, logoType, ...rest }: Organization) => ({
  ...rest,
  logo: logo && { contentType: logoType, bytes: logo.length },
});

/** For people, in the words of the options. */
const told = (organization: Organization) => ({
  slug: organization.slug,
  name: organization.name,
  id: organization.id,
  did: organization.did,
  logo: organization.logo && `${organization.logoType}, ${Math.ceil(organization.logo.length / 1000)} kB`,
  colour: organization.colour,
  language: organization.language,
  'code-delivery': organization.codeDelivery,
  'code-length': organization.codeLength,
  'request-days': organization.requestDays,
  'default-country': organization.defaultCountry,
  'allowed-origins': organization.allowedOrigins.join(','),
  'document-changes': organization.documentChanges,
  'min-signature-version': organization.minSignatureVersion,
  'final-signature-version': organization.finalSignatureVersion,
  'creates-per-minute': organization.createsPerMinute,
  created: organization.createdAt,
  changed: organization.updatedAt,
});
