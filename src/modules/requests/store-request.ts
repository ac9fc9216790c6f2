import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/configuration';
import { statement, type Transaction } from '../../platform/database';
import type { Principal } from '../../platform/http';
import { newId } from '../../platform/ids';
import { OneTimeCodes, randomCode, randomLinkToken, type Sealer } from '../../platform/secrets';
import { CredentialsService, type NewCredential } from '../credentials';
import { IdentityService } from '../identity';
import type { Contact, Person } from '../subjects';
import { codeLifetime } from './code-lifetime';
import { linkAddress } from './link-address';
import type { Ask } from './prepare-ask';
import { searchText } from './search-text';

/** One contact of the new request, with the secrets that only this moment knows. */
export interface Entry {
  id: string;
  contact: Contact;
  person: Person;
  code: string;
  codeExpiresAt: Date;
  link: string;
}

/** A request as it was just written. */
export interface StoredRequest {
  id: string;
  createdAt: Date;
  entries: Entry[];
  credentials: (NewCredential & { digest: Buffer })[];
}

const INSERT = statement(
  'requests.insert',
  `WITH request AS (
     INSERT INTO requests (id, org_id, name, internal_id, security_level, code_delivery, language, redirect_url, api_key_id, expires_at, created_at, search)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $20)
   )
   INSERT INTO request_subjects (id, org_id, request_id, position, subject_id, contact, contact_type, code_hash, code_expires_at,
     link_hash, link, created_at, expected_document)
   SELECT id, $2, $1, position - 1, subject_id, contact, contact_type, code_hash, code_expires_at, link_hash, link, $11, expected_document
   FROM unnest($12::text[], $13::text[], $14::text[], $15::text[], $16::bytea[], $17::timestamptz[], $18::bytea[], $19::bytea[],
     $21::bytea[])
     WITH ORDINALITY AS t (id, subject_id, contact, contact_type, code_hash, code_expires_at, link_hash, link, expected_document, position)`,
);

/** Writes a request with its entries and credentials: three statements, whatever their number. */
@Injectable()
export class StoreRequest {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly codes: OneTimeCodes,
    private readonly settings: Settings,
    private readonly identity: IdentityService,
  ) {}

  execute(
    tx: Transaction,
    caller: Principal,
    ask: Ask,
    people: Map<string, Person>,
    at: Date,
    sealer: Sealer,
  ): StoredRequest {
    const id = newId();
    const entries = ask.contacts.map((contact) => this.enter(caller, ask, contact, people.get(contact.value)!, at));
    this.insert(tx, id, caller, ask, entries, at, sealer);
    const credentials = opened(ask, entries);
    const { language, expiresAt } = ask.terms;
    const asking = { requestId: id, language, openedAt: at, answerableUntil: expiresAt };
    const digests = this.credentials.open(tx, caller.organization.id, asking, credentials);
    return {
      id,
      createdAt: at,
      entries,
      credentials: credentials.map((credential, i) => ({ ...credential, digest: digests[i] })),
    };
  }

  private enter({ organization }: Principal, { terms }: Ask, contact: Contact, person: Person, at: Date): Entry {
    return {
      id: newId(),
      contact,
      person,
      code: randomCode(organization.codeLength),
      codeExpiresAt: codeLifetime(contact.type, organization.codeDelivery, at, terms.expiresAt),
      link: linkAddress(this.settings, randomLinkToken()),
    };
  }

  private insert(
    tx: Transaction,
    id: string,
    caller: Principal,
    { terms, items, expectedDocuments }: Ask,
    entries: Entry[],
    at: Date,
    sealer: Sealer,
  ): void {
    const { organization, keyId } = caller;
    const tokens = entries.map(({ link }) => link.slice(-24));
    tx.send(INSERT, [
      id,
      organization.id,
      terms.name,
      terms.internalId,
      terms.securityLevel,
      organization.codeDelivery,
      terms.language,
      terms.redirectUrl,
      keyId,
      terms.expiresAt,
      at,
      entries.map((entry) => entry.id),
      entries.map(({ person }) => person.subjectId),
      entries.map(({ contact }) => contact.value),
      entries.map(({ contact }) => contact.type),
      entries.map((entry) => this.codes.hash(entry.id, entry.code)),
      entries.map(({ codeExpiresAt }) => codeExpiresAt),
      tokens.map((token) => this.codes.hashLinkToken(token)),
      // Kept sealed as well, so that later messages carry the same link.
      entries.map((entry, i) => sealer.seal({ purpose: 'link', row: entry.id }, tokens[i])),
      searchText([
        terms.name,
        terms.internalId,
        ...entries.map(({ contact }) => contact.value),
        ...items.map(({ credential }) => credential.name),
      ]),
      entries.map(({ contact }) => {
        const docId = expectedDocuments.get(contact.value);
        return docId === undefined ? null : this.identity.expectedDocument(organization.id, docId);
      }),
    ]);
  }
}

function opened(ask: Ask, entries: Entry[]): NewCredential[] {
  const entryOf = new Map(entries.map((entry) => [entry.contact.value, entry.id]));
  return ask.items.map((item) => ({
    ...item.credential,
    id: newId(),
    placements: ask.placements
      .filter((placement) => placement.item === item)
      .map(({ contact, type, pageIndex, box }) => ({ entryId: entryOf.get(contact)!, type, pageIndex, box })),
  }));
}
