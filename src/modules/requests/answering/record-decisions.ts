import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { DecisionsService } from '../../credentials';
import { EvidenceService, type Fact } from '../../evidence';
import type { Assurance } from '../../identity';
import type { NotShown, ShownReview, Visitor } from './answering';
import type { Choice } from './chosen';
import type { Visit } from './page-sessions';
import { visitDetails } from './visit-details';
import { answersDigest, markByDigest } from './what-was-shown';

/** What this person was not shown of the documents. */
export type NotShownByCredential = ReadonlyMap<string, NotShown[]>;

/** What the last look showed, what could not be shown, and how the person was identified. */
interface Looked {
  shown: ShownReview;
  notShown: NotShownByCredential;
  /** Null for CONTACT. */
  assurance: Assurance | null;
}

/** Choices become decisions, with the evidence of each: one statement and one more, whatever their number. */
@Injectable()
export class RecordDecisions {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly evidence: EvidenceService,
  ) {}

  execute(tx: Transaction, visit: Visit, visitor: Visitor, choices: Choice[], looked: Looked): void {
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
      choices.flatMap((choice) => facts(visit, visitor, choice, looked)),
      sealer,
    );
  }
}

function facts(
  { entry, proof, at }: Visit,
  visitor: Visitor,
  { credential, draft, places, index }: Choice,
  { shown, notShown, assurance }: Looked,
): Fact[] {
  const lacking = notShown.get(credential.id) ?? [];
  const details = { ...visitDetails(entry, visitor), ...proof, codeDelivery: entry.codeDelivery };
  const about = { subjectId: credential.id, occurredAt: at };
  const decided = {
    action: draft.action,
    reason: draft.reason,
    digest: credential.digest.toString('hex'),
    contentLanguage: entry.language,
    placements: places,
    answersDigest: answersDigest(draft.answers),
    ...(lacking.length > 0 && { notShown: lacking }),
    ...(assurance && { identified: identifiedBy(assurance) }),
    shown: {
      digest: shown.digest,
      items: shown.items.map(({ digest }) => digest),
      item: shown.items[index].digest,
      required: credential.required,
      asksOthers: entry.asksOthers,
    },
    chosen: draft.shown && { shown: draft.shown, at: draft.chosenAt },
  };
  const made: Fact = { kind: 'decision.made', ...about, details: { ...details, ...decided } };
  if (draft.marks.length === 0) return [made];
  const marks = draft.marks.map(markByDigest);
  return [{ kind: 'document.signed', ...about, details: { ...details, digest: decided.digest, marks } }, made];
}

const identifiedBy = ({ basis, provider, providerKind, facts, verifiedAt, validUntil }: Assurance): object => ({
  ...{ basis, provider, providerKind, ...facts },
  ...{ verifiedAt: verifiedAt.toISOString(), validUntil: validUntil.toISOString() },
});
