import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { DocumentStore, type Box, type PageBox, type PlacementType } from '../documents';
import { theDocumentIn, type DocumentReference, type ResourceType, type StoredField } from '../resources';
import { contentDigest } from './content-digest';
import type { StoredCredentialStatus } from './credential-status';
import { ASKED_DATA } from './in-order';

/** One thing to decide as it is stored, with its content. */
export interface AskedCredential extends StoredCredentialStatus {
  id: string;
  type: ResourceType;
  name: string;
  description: string | null;
  internalId: string | null;
  scope: string | null;
  required: boolean;
  validFrom: Date | null;
  data: StoredField[];
  resourceVersionId: string | null;
  /** Fixed when the request was made. */
  digest: Buffer;
}

/** A place on a document that one person fills in. */
export interface AskedPlace {
  id: string;
  credentialId: string;
  type: PlacementType;
  pageIndex: number;
  box: Box;
}

const OF_REQUEST = `
  SELECT c.id, c.type, c.name, c.description, c.internal_id AS "internalId", c.scope, c.required, c.valid_from AS "validFrom",
    c.valid_until AS "validUntil", c.status, c.status_reason AS "statusReason", c.answerable_until AS "answerableUntil",
    c.resource_version_id AS "resourceVersionId", c.digest, ${ASKED_DATA} AS data
  FROM credentials c
  LEFT JOIN LATERAL (
    SELECT data, data_in_order FROM resource_versions WHERE org_id IS NOT DISTINCT FROM c.org_id AND id = c.resource_version_id LIMIT 1
  ) v ON true
  WHERE c.org_id = $1 AND c.request_id = $2 ORDER BY c.position`;
const READ = statement('credentials.asked', OF_REQUEST);
const LOCK = statement('credentials.lock-asked', `${OF_REQUEST} FOR NO KEY UPDATE OF c`);
/** Two contacts of one person share what is asked of that person. */
const PLACES = statement(
  'credentials.places-of-person',
  `SELECT p.id, p.credential_id AS "credentialId", p.type, p.page_index AS "pageIndex",
     jsonb_build_object('x', p.x, 'y', p.y, 'width', p.width, 'height', p.height) AS box
   FROM request_subjects s JOIN placements p ON p.entry_id = s.id
   WHERE s.org_id = $1 AND s.request_id = $2 AND s.subject_id = $3 ORDER BY p.page_index, p.y, p.x, p.id`,
);

/** What was asked, read again: to be shown, and to be held against its digest before it is decided. */
@Injectable()
export class AskedCredentials {
  constructor(private readonly documents: DocumentStore) {}

  /** The credentials of a request in order; with `lock` nobody else changes them until this transaction ends. */
  ofRequest(tx: Transaction, org: OrganizationId, requestId: string, lock = false): Promise<AskedCredential[]> {
    return tx.query<AskedCredential & object>(lock ? LOCK : READ, [org, requestId]);
  }

  placesOf(tx: Transaction, org: OrganizationId, requestId: string, subjectId: string): Promise<AskedPlace[]> {
    return tx.query<AskedPlace & object>(PLACES, [org, requestId, subjectId]);
  }

  /** The pages of every document among them, by credential. */
  async pagesOf(tx: Transaction, org: OrganizationId, asked: AskedCredential[]): Promise<Map<string, PageBox[]>> {
    const documents = asked.flatMap((credential) => {
      const document = documentOf(credential);
      return document ? [[credential.id, document.sha256] as const] : [];
    });
    const pages = await this.documents.pages(
      tx,
      org,
      documents.map(([, sha256]) => sha256),
    );
    return new Map(documents.map(([id, sha256]) => [id, pages.get(sha256) ?? []]));
  }

  /** Those whose content, or whose document, is no longer what the digest of the request's creation says. */
  async changed(
    tx: Transaction,
    org: OrganizationId,
    asked: AskedCredential[],
    language: string,
  ): Promise<AskedCredential[]> {
    const hashes = asked.flatMap((credential) => documentOf(credential)?.sha256 ?? []);
    const intact = await this.documents.intact(tx, org, hashes);
    return asked.filter((credential) => {
      const document = documentOf(credential);
      return (
        !contentDigest({ ...credential, language }).equals(credential.digest) ||
        (document && !intact.has(document.sha256))
      );
    });
  }
}

/** The document that a DOCUMENT is about. */
export function documentOf({ type, data }: Pick<AskedCredential, 'type' | 'data'>): DocumentReference | null {
  return type === 'DOCUMENT' ? ((theDocumentIn(data)?.value as DocumentReference | undefined) ?? null) : null;
}
