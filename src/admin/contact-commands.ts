import { likenessOf } from '../modules/subjects';
import { statement } from '../platform/database';
import type { OrganizationId } from '../platform/http';
import type { Command, Services } from './command';
import { organizationOf } from './organization-commands';
import { printed, table } from './table';

const A_BATCH = 10_000;
const CONTACTS = statement(
  'admin.contacts',
  `SELECT c.value, s.did FROM contacts c JOIN subjects s ON s.id = c.subject_id
   WHERE c.org_id = $1 AND c.value > $2 ORDER BY c.value LIMIT ${A_BATCH}`,
);

interface StoredContact {
  value: string;
  did: string;
}

const twins: Command = {
  name: 'contact twins',
  places: ['slug'],
  options: {},
  summary: 'lists stored contacts that are one mailbox or number in two spellings; it changes nothing',
  prepare: ({ places: { slug } }) =>
    Promise.resolve(async (services) => {
      const { id } = await organizationOf(services, slug);
      const found = twinsAmong(await contactsOf(services, id));
      const rows = found.flatMap((group, index) =>
        group.map(({ value, did }) => [String(index + 1), printed(value), did]),
      );
      const lines =
        found.length > 0 ? table(['TWINS', 'CONTACT', 'PERSON'], rows) : ['No contact is stored in two spellings.'];
      return { lines, json: found };
    }),
};

export const contactCommands: Command[] = [twins];

async function contactsOf({ unitOfWork }: Services, org: OrganizationId): Promise<StoredContact[]> {
  const all: StoredContact[] = [];
  for (;;) {
    const last = all.at(-1)?.value ?? '';
    const batch = await unitOfWork.read(org, (tx) => tx.query<StoredContact & object>(CONTACTS, [org, last]));
    all.push(...batch);
    if (batch.length < A_BATCH) return all;
  }
}

/** Those that have something like them, together. */
function twinsAmong(contacts: StoredContact[]): StoredContact[][] {
  const alike = new Map<string, StoredContact[]>();
  for (const contact of contacts) {
    const likeness = likenessOf(contact.value);
    alike.set(likeness, [...(alike.get(likeness) ?? []), contact]);
  }
  return [...alike.values()].filter(({ length }) => length > 1);
}
