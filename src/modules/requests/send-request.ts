import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database';
import type { Principal } from '../../platform/http';
import type { Sealer } from '../../platform/secrets';
import { DocumentStore } from '../documents';
import { EvidenceService } from '../evidence';
import { channelOf, NotificationsService } from '../notifications';
import type { Ask } from './prepare-ask';
import type { StoredRequest } from './store-request';

/** What goes with a new request in its transaction: its documents, a message an entry, and the evidence of the ask. */
@Injectable()
export class SendRequest {
  constructor(
    private readonly documents: DocumentStore,
    private readonly notifications: NotificationsService,
    private readonly evidence: EvidenceService,
  ) {}

  queue(tx: Transaction, caller: Principal, ask: Ask, request: StoredRequest, sealer: Sealer): void {
    const org = caller.organization.id;
    this.documents.keep(tx, org, ask.documents);
    if (caller.organization.codeDelivery !== 'RETURN') {
      this.notifications.queue(tx, org, messages(ask, request), request.createdAt, sealer);
    }
    const details = whatWasAsked(caller, ask, request);
    this.evidence.append(
      tx,
      org,
      [{ kind: 'request.created', subjectId: request.id, occurredAt: request.createdAt, details }],
      sealer,
    );
  }

  /** After the commit. */
  wake(): void {
    this.notifications.wake();
  }
}

const messages = ({ terms }: Ask, { id, entries, credentials }: StoredRequest) =>
  entries.map(({ id: entryId, contact, code, codeExpiresAt, link }) => ({
    requestId: id,
    entryId,
    kind: 'INVITATION' as const,
    channel: channelOf(contact),
    recipient: contact.value,
    language: terms.language,
    codeExpiresAt,
    content: {
      code,
      link,
      requestName: terms.name,
      itemCount: credentials.length,
      requestExpiresAt: terms.expiresAt.toISOString(),
    },
  }));

/** Who asked whom for what, under which terms, by digest; and how the codes travelled, which says what they prove. */
const whatWasAsked = (
  { organization, keyId, proof }: Principal,
  { terms, expectedDocuments }: Ask,
  request: StoredRequest,
): object => ({
  organization: organization.did,
  apiKeyId: keyId,
  calledBy: proof.method,
  name: terms.name,
  securityLevel: terms.securityLevel,
  codeDelivery: organization.codeDelivery,
  language: terms.language,
  expiresAt: terms.expiresAt.toISOString(),
  subjects: request.entries.map(({ id, contact, person }) => ({
    entryId: id,
    contact: contact.value,
    did: person.did,
    ...(expectedDocuments.has(contact.value) && { expectsDocument: true }),
  })),
  credentials: request.credentials.map(({ id, type, digest, resourceVersionId }) => ({
    id,
    type,
    digest: digest.toString('hex'),
    resourceVersionId,
  })),
});
