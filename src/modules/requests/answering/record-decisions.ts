import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import type { Transaction } from '../../../platform/database';
import { sha256 } from '../../../platform/secrets';
import { DecisionsService, MandatesService, type StoredDecision } from '../../credentials';
import { EvidenceService, type Fact } from '../../evidence';
import type { Mark, Visitor } from './answering';
import type { Choice } from './chosen';
import type { Visit } from './page-sessions';
import { visitDetails } from './visit-details';

/** Choices become decisions, with the evidence of each and the mandates they complete: in set-based statements. */
@Injectable()
export class RecordDecisions {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly mandates: MandatesService,
    private readonly evidence: EvidenceService,
  ) {}

  /** `earlier` is what others have decided in this request. */
  async execute(
    tx: Transaction,
    visit: Visit,
    visitor: Visitor,
    choices: Choice[],
    earlier: StoredDecision[],
  ): Promise<void> {
    const { org, entry, proof, at, sealer } = visit;
    const by = { requestId: entry.requestId, subjectId: entry.subjectId, entryId: entry.id, ...proof, decidedAt: at };
    const languages = { pageLanguage: visitor.pageLanguage, contentLanguage: entry.language };
    this.decisions.record(
      tx,
      org,
      { ...by, ...languages },
      choices.map(({ credential, draft, places, becomes }) => ({
        credentialId: credential.id,
        action: draft.action,
        reason: draft.reason,
        answers: draft.answers,
        placements: places,
        digest: credential.digest,
        marks: draft.marks,
        becomes,
      })),
    );
    this.evidence.append(
      tx,
      org,
      choices.flatMap((choice) => facts(visit, visitor, choice)),
      sealer,
    );
    await this.grant(tx, visit, choices, earlier);
  }

  /** The last accept of something with a scope makes it a mandate of everybody who accepted it. */
  private async grant(
    tx: Transaction,
    { org, entry, at }: Visit,
    choices: Choice[],
    earlier: StoredDecision[],
  ): Promise<void> {
    const granted = choices.filter(({ credential, becomes }) => becomes === 'APPROVED' && credential.scope !== null);
    if (granted.length === 0) return;
    const ids = granted.map(({ credential }) => credential.id);
    const own = ids.map((credentialId) => ({ credentialId, subjectId: entry.subjectId }));
    const others = earlier.filter(({ action, credentialId }) => action === 'ACCEPT' && ids.includes(credentialId));
    const kycRequired = entry.securityLevel !== 'CONTACT';
    await this.mandates.grant(tx, org, { acceptances: [...others, ...own], kycRequired, at });
  }
}

function facts({ entry, proof, at }: Visit, visitor: Visitor, { credential, draft, places }: Choice): Fact[] {
  const details = { ...visitDetails(entry, visitor), ...proof, codeDelivery: entry.codeDelivery };
  const about = { subjectId: credential.id, occurredAt: at };
  const decided = {
    action: draft.action,
    reason: draft.reason,
    digest: credential.digest.toString('hex'),
    contentLanguage: entry.language,
    placements: places,
    answersDigest: draft.answers && sha256(canonicalize(draft.answers)!).toString('hex'),
  };
  const made: Fact = { kind: 'decision.made', ...about, details: { ...details, ...decided } };
  if (draft.marks.length === 0) return [made];
  const marks = draft.marks.map(markByDigest);
  return [{ kind: 'document.signed', ...about, details: { ...details, digest: decided.digest, marks } }, made];
}

const markByDigest = ({ placeId, kind, text, image }: Mark): object => ({
  placeId,
  kind,
  text,
  imageDigest: image && sha256(image).toString('hex'),
});
