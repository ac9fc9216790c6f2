import { Injectable } from '@nestjs/common';
import { statement, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import type { ContactProof } from '../../credentials';
import { EvidenceService } from '../../evidence';
import { SubjectsService } from '../../subjects';
import type { Visitor } from './answering';
import type { Entry } from './find-entry';
import { PageSessions } from './page-sessions';
import { visitDetails } from './visit-details';

/** A used code is a code that has expired: nothing else needs to know, and the next one brings its own expiry. */
const VERIFIED = statement(
  'answering.verified',
  `UPDATE request_subjects SET code_expires_at = $3, code_used_at = $3, verified_at = coalesce(verified_at, $3),
     opened_at = coalesce(opened_at, $3), status = CASE WHEN status = 'DECIDED' THEN status ELSE 'VERIFIED' END
   WHERE org_id IS NOT DISTINCT FROM $1 AND id = $2`,
);
/** The message that brought the code in force: a new code always comes with a new message. */
const LAST_MESSAGE = statement(
  'answering.last-message',
  `SELECT kind, channel, recipient FROM notifications WHERE org_id IS NOT DISTINCT FROM $1 AND entry_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1`,
);

interface LastMessage {
  kind: 'INVITATION' | 'NEW_CODE';
  channel: 'EMAIL' | 'SMS';
  recipient: string;
}

/** What follows a right code: it is dead, a session is open, the contact counts as proved, and how is on record. */
@Injectable()
export class ProveContact {
  constructor(
    private readonly sessions: PageSessions,
    private readonly subjects: SubjectsService,
    private readonly evidence: EvidenceService,
    private readonly envelopes: Envelopes,
  ) {}

  /** Answers the secret of the session. */
  async execute(tx: Transaction, org: OrganizationId, entry: Entry, visitor: Visitor, at: Date): Promise<string> {
    tx.send(VERIFIED, [org, entry.id, at]);
    const [message] = await tx.query<LastMessage & object>(LAST_MESSAGE, [org, entry.id]);
    const proof = proofBy(entry, message);
    // A code that the organization delivered proves to us that it reached somebody, not that the contact did.
    if (proof.codeChannel !== 'ORGANIZATION') this.subjects.verifyContact(tx, org, proof.contact, at);
    const details = { ...visitDetails(entry, visitor), ...proof, codeDelivery: entry.codeDelivery };
    const fact = { kind: 'contact.verified' as const, subjectId: entry.requestId, occurredAt: at, details };
    this.evidence.append(tx, org, [fact], this.envelopes.sealer());
    return this.sessions.open(tx, org, entry.id, proof, at);
  }
}

/** Who could have known the code: the organization did if it was told at creation, and not once the person asked for another. */
function proofBy({ contact, codeDelivery }: Entry, message: LastMessage | undefined): ContactProof {
  if (codeDelivery === 'RETURN' || !message)
    return { contact, codeChannel: 'ORGANIZATION', codeSeenBy: 'ORGANIZATION_TOO' };
  const told = codeDelivery === 'SEND_AND_RETURN' && message.kind === 'INVITATION';
  return {
    contact: message.recipient,
    codeChannel: message.channel,
    codeSeenBy: told ? 'ORGANIZATION_TOO' : 'PERSON',
  };
}
