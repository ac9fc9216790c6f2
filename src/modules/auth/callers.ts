import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork } from '../../platform/database';
import type { CallingOrganization, Role } from '../../platform/http';
import { Envelopes, sha256 } from '../../platform/secrets';

/** An API key and whom it speaks for. */
export interface Caller {
  keyId: string;
  organization: CallingOrganization;
  role: Role;
  requireSignature: boolean;
  minSignatureVersion: number;
  expiresAt: Date | null;
  /** What may sign now: the current secret, and the one before while it overlaps. */
  secrets: Buffer[];
}

interface CallerRow {
  key_id: string;
  role: Role;
  require_signature: boolean;
  min_signature_version: number;
  expires_at: Date | null;
  secret: Buffer;
  previous_secret: Buffer | null;
  last_used_at: Date | null;
  organization: CallingOrganization;
}

const ORGANIZATION = `jsonb_build_object('id', o.id, 'did', o.did, 'name', o.name, 'language', o.language,
  'codeDelivery', o.code_delivery, 'codeLength', o.code_length, 'requestDays', o.request_days,
  'defaultCountry', o.default_country, 'createsPerMinute', o.creates_per_minute,
  'minSignatureVersion', o.min_signature_version, 'finalSignatureVersion', o.final_signature_version) AS organization`;

/** One statement, no transaction: the function works with the rights of placet_system (see the migration). */
const FIND_CALLER = statement('auth.find-caller', 'SELECT * FROM find_caller($1, $2)');
const FIND_ORGANIZATION = statement(
  'auth.find-organization',
  `SELECT ${ORGANIZATION} FROM organizations o WHERE o.slug = $1`,
);
const TOUCH = statement('auth.touch', 'UPDATE api_keys SET last_used_at = $2 WHERE id = $1');

const TOUCH_EVERY_MS = 60_000;

/** Finds who a key belongs to. The organization is not known before, so this looks through the second door. */
@Injectable()
export class Callers {
  private readonly logger = new Logger('callers');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  /** Undefined for a key that is unknown or revoked; an expired one is found, so that the caller can be told. */
  async find(apiKey: string): Promise<Caller | undefined> {
    const now = this.clock.now();
    const [row] = await this.unitOfWork.lookUp<CallerRow & object>(FIND_CALLER, [sha256(apiKey), now]);
    if (!row) return undefined;
    this.touch(row, now);
    const sealed = [row.secret, row.previous_secret].filter((secret) => secret !== null);
    return {
      keyId: row.key_id,
      organization: row.organization,
      role: row.role,
      requireSignature: row.require_signature,
      minSignatureVersion: row.min_signature_version,
      expiresAt: row.expires_at,
      secrets: sealed.map((secret) => this.envelopes.open({ purpose: 'api-key.secret', row: row.key_id }, secret)),
    };
  }

  /** The organization of a slug: the playground's anonymous caller is the demo organization. */
  async organization(slug: string): Promise<CallingOrganization | undefined> {
    const rows = await this.unitOfWork.runAsSystem('api-key.find', (tx) =>
      tx.query<{ organization: CallingOrganization }>(FIND_ORGANIZATION, [slug]),
    );
    return rows[0]?.organization;
  }

  /** Off the call's path, and once a minute at most: a row updated by every call would be a hot row. */
  private touch({ key_id, last_used_at }: CallerRow, now: Date): void {
    if (last_used_at && now.getTime() - last_used_at.getTime() < TOUCH_EVERY_MS) return;
    this.unitOfWork
      .runAsSystem('api-key.touch', (tx) => tx.query(TOUCH, [key_id, now]))
      .catch((error: Error) => this.logger.warn(`last used was not noted: ${error.message}`));
  }
}
