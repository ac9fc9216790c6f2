import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { newId } from '../../platform/ids';
import type { Box, PlacementType } from '../documents';
import { contentDigest, type ShownContent } from './content-digest';
import { SealingsService } from './sealing/sealings.service';

/** One thing to decide, as a request opens it. */
export interface NewCredential extends Omit<ShownContent, 'language'> {
  id: string;
  internalId: string | null;
  placements: NewPlacement[];
}

/** A place on a document that one entry of the request fills in. */
export interface NewPlacement {
  entryId: string;
  type: PlacementType;
  pageIndex: number;
  /** In points from the top left of the displayed page. */
  box: Box;
}

/** What all credentials of one request have in common. */
export interface Asking {
  requestId: string;
  /** The content's language, e.g. `ENG`. */
  language: string;
  openedAt: Date;
  /** When the request expires. What ceases to hold before that can be answered until then only. */
  answerableUntil: Date;
}

const OPEN = statement(
  'credentials.open',
  `WITH opened AS (
     INSERT INTO credentials (id, org_id, request_id, position, type, name, description, internal_id, scope, required,
       valid_from, valid_until, resource_version_id, data, data_in_order, digest, created_at, answerable_until)
     SELECT id, $1, $2, position - 1, type, name, description, internal_id, scope, required,
       valid_from, valid_until, resource_version_id, data::jsonb, data, digest, $3, least($25, valid_until)
     FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::boolean[],
       $11::timestamptz[], $12::timestamptz[], $13::text[], $14::json[], $15::bytea[]) WITH ORDINALITY
       AS t (id, type, name, description, internal_id, scope, required, valid_from, valid_until, resource_version_id, data, digest, position)
   )
   INSERT INTO placements (id, org_id, credential_id, entry_id, type, page_index, x, y, width, height)
   SELECT id, $1, credential_id, entry_id, type, page_index, x, y, width, height
   FROM unnest($16::text[], $17::text[], $18::text[], $19::text[], $20::smallint[], $21::float8[], $22::float8[], $23::float8[], $24::float8[])
     AS t (id, credential_id, entry_id, type, page_index, x, y, width, height)`,
);
/** The caller holds the request, so nobody decides meanwhile. What has expired stays so: the first reason is the one told. */
const CLOSE = statement(
  'credentials.close',
  `UPDATE credentials SET status = 'REVOKED', status_reason = $3, revoked_at = $4
   WHERE org_id IS NOT DISTINCT FROM $1 AND request_id = $2 AND status = 'PENDING' AND answerable_until > $4 RETURNING id`,
);

/** Things to decide: what was asked, by digest, and later what was decided. */
@Injectable()
export class CredentialsService {
  constructor(private readonly sealings: SealingsService) {}

  /** Opens the credentials of a request in the caller's transaction, in order, each with its digest. Answers the digests. */
  open(
    tx: Transaction,
    org: OrganizationId,
    { requestId, language, openedAt, answerableUntil }: Asking,
    credentials: NewCredential[],
  ): Buffer[] {
    const digests = credentials.map((credential) => contentDigest({ ...credential, language }));
    const column = <K extends keyof NewCredential>(name: K) => credentials.map((credential) => credential[name]);
    const placements = credentials.flatMap(({ id, placements }) =>
      placements.map((place) => ({ ...place, credentialId: id })),
    );
    tx.send(OPEN, [
      org,
      requestId,
      openedAt,
      column('id'),
      column('type'),
      column('name'),
      column('description'),
      column('internalId'),
      column('scope'),
      column('required'),
      column('validFrom'),
      column('validUntil'),
      column('resourceVersionId'),
      credentials.map(({ resourceVersionId, data }) => (resourceVersionId === null ? JSON.stringify(data) : null)),
      digests,
      placements.map(() => newId()),
      placements.map(({ credentialId }) => credentialId),
      placements.map(({ entryId }) => entryId),
      placements.map(({ type }) => type),
      placements.map(({ pageIndex }) => pageIndex),
      placements.map(({ box }) => box.x),
      placements.map(({ box }) => box.y),
      placements.map(({ box }) => box.width),
      placements.map(({ box }) => box.height),
      answerableUntil,
    ]);
    return digests;
  }

  /**
   * Ends what is undecided of a request that the caller has locked; what is decided stays, and what only some have decided will be
   * proved as what came to nothing. Answers the ids of what ended. Then wake what follows decisions.
   */
  async close(
    tx: Transaction,
    org: OrganizationId,
    requestId: string,
    reason: 'CANCELED' | 'SKIPPED',
    at: Date,
  ): Promise<string[]> {
    const closed = (await tx.query<{ id: string }>(CLOSE, [org, requestId, reason, at])).map(({ id }) => id);
    this.sealings.ended(tx, org, closed, at);
    return closed;
  }
}
