import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import { Envelopes, MatchKeys } from '../../platform/secrets';
import type { ProviderKind, ToldFacts } from './provider';
import type { PersonAtEntry } from './verification';
import type { VerifiedIdentity } from './verified-identity';

const FIND = statement('platform-identities.find', 'SELECT * FROM find_platform_identity($1)');
const KEEP = statement('platform-identities.keep', 'SELECT keep_platform_identity($1, $2, $3, $4, $5, $6, $7)');

interface Row {
  contact_key: Buffer;
  content: Buffer;
  provider: string;
  provider_kind: ProviderKind;
  facts: ToldFacts;
  verified_at: Date;
  valid_until: Date;
}

/** Who a contact belongs to, as a provider of this platform has found out. */
export interface PlatformIdentity {
  identity: VerifiedIdentity;
  provider: string;
  providerKind: ProviderKind;
  facts: ToldFacts;
  verifiedAt: Date;
  validUntil: Date;
}

/**
 * Identities of the platform, by verified contact. Where the organization saw the code as well, it could have come in by itself:
 * what is verified then counts for that organization only, and what others know is not used there.
 */
@Injectable()
export class PlatformIdentities {
  constructor(
    private readonly envelopes: Envelopes,
    private readonly matchKeys: MatchKeys,
  ) {}

  /** The latest for the contact, whether or not it is still valid. */
  async find(tx: Transaction, person: PersonAtEntry): Promise<PlatformIdentity | null> {
    const scopes = person.codeSeenBy === 'PERSON' ? ['', person.org] : [person.org];
    const [row] = await tx.query<Row & object>(FIND, [scopes.flatMap((scope) => this.keys(scope, person.contact))]);
    if (!row) return null;
    const content = this.envelopes.open(placeOf(row.contact_key), row.content).toString('utf8');
    return {
      identity: JSON.parse(content) as VerifiedIdentity,
      ...{ provider: row.provider, providerKind: row.provider_kind, facts: row.facts },
      ...{ verifiedAt: row.verified_at, validUntil: row.valid_until },
    };
  }

  keep(tx: Transaction, person: PersonAtEntry, known: PlatformIdentity): void {
    const [key] = this.keys(person.codeSeenBy === 'PERSON' ? '' : person.org, person.contact);
    const content = this.envelopes.sealer().seal(placeOf(key), JSON.stringify(known.identity));
    const { provider, providerKind, facts, verifiedAt, validUntil } = known;
    tx.send(KEEP, [key, content, provider, providerKind, JSON.stringify(facts), verifiedAt, validUntil]);
  }

  private keys(scope: string, contact: string): Buffer[] {
    return this.matchKeys.of('platform-identity', scope, contact);
  }
}

const placeOf = (key: Buffer) => ({ purpose: 'platform-identity' as const, row: key.toString('hex') });
