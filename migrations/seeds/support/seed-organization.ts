import type { OrganizationId } from '../../../src/platform/http';
import type { OrganizationDeclaration, OrganizationOptions } from './declarations';
import { derivedId } from './derived-id';
import type { Entry, Ledger } from './ledger';
import { SeedRefused } from './seed-refused';
import type { SeedTransaction } from './seed-transaction';

/** Its DID when DID_NAMESPACE is not set: as on the reference page. */
const USUAL_NAMESPACE = 'humanos';

const COLUMNS: Record<Exclude<keyof OrganizationOptions, 'id'>, string> = {
  name: 'name',
  language: 'language',
  colour: 'colour',
  codeDelivery: 'code_delivery',
  codeLength: 'code_length',
  requestDays: 'request_days',
  defaultCountry: 'default_country',
  allowedOrigins: 'allowed_origins',
  createsPerMinute: 'creates_per_minute',
};

/** Enters the organization that the seed names by its slug. */
export async function enterOrganization(tx: SeedTransaction): Promise<void> {
  const [found] = await findOrganizations(tx, '');
  if (!found) {
    throw new SeedRefused([
      `${tx.seed}: there is no organization "${tx.slug}": declare it here or in an earlier seed, or make it first`,
    ]);
  }
  await tx.enter(found.id);
}

/** Makes the organization and enters it; one that an earlier `down` had to leave is taken over. */
export async function makeOrganization(
  tx: SeedTransaction,
  ledger: Ledger,
  { options }: OrganizationDeclaration,
): Promise<void> {
  const id = (options.id ?? derivedId(tx.seed, tx.slug, 'organization', tx.slug)) as OrganizationId;
  const there = await findOrganizations(tx, id);
  for (const found of there) {
    if (found.id === id && found.slug === tx.slug) continue;
    const taken = `"${found.slug}" (${found.id})`;
    throw new SeedRefused([`${tx.seed}: organization: ${taken} is there already, and this seed did not make it`]);
  }
  await tx.enter(id);
  const given = Object.entries(COLUMNS).filter(
    ([option]) => options[option as keyof OrganizationOptions] !== undefined,
  );
  const columns = given.map(([, column]) => column);
  const values = given.map(([option]) => options[option as keyof OrganizationOptions]);
  await tx.ask(
    `INSERT INTO organizations (id, slug, did, ${columns.join(', ')})
     VALUES ($1, $2, $3, ${columns.map((_, index) => `$${index + 4}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${columns.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}, updated_at = now()`,
    [id, tx.slug, didOf(id), ...values],
  );
  await ledger.write({ kind: 'organization', key: tx.slug, id });
  tx.lines.push(
    `organization "${tx.slug}" ${id}: ${there.length === 0 ? 'made' : 'there as before, with these settings'}`,
  );
}

/** Deletes it when nothing of it is left; else nobody may act for it any more. */
export async function takeBackOrganization(tx: SeedTransaction, { id }: Entry): Promise<string> {
  const gone = await tx.deleted(
    ['DELETE FROM rate_counters WHERE org_id = $1', [id]],
    ['DELETE FROM idempotency_records WHERE org_id = $1', [id]],
    ['DELETE FROM documents WHERE org_id = $1', [id]],
    ['DELETE FROM organizations WHERE id = $1', [id]],
  );
  if (gone) return 'deleted';
  const revoked = await tx.ask(
    'UPDATE api_keys SET revoked_at = now() WHERE org_id = $1 AND revoked_at IS NULL RETURNING id',
    [id],
  );
  return `left, because something of it stays; its API keys are revoked (${revoked.length} were active)`;
}

const findOrganizations = (tx: SeedTransaction, id: string) =>
  tx.askAcross<{ id: OrganizationId; slug: string }>('SELECT id, slug FROM organizations WHERE slug = $1 OR id = $2', [
    tx.slug,
    id,
  ]);

function didOf(id: OrganizationId): string {
  const namespace = process.env.DID_NAMESPACE?.trim() || USUAL_NAMESPACE;
  return `did:via:${namespace}:org-${id}`;
}
