import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { DecisionsService } from '../../credentials';
import { EvidenceService, type Fact } from '../../evidence';
import type { ShownReview, Visitor } from './answering';
import type { Choice } from './chosen';
import type { Visit } from './page-sessions';
import { visitDetails } from './visit-details';
import { answersDigest, markByDigest } from './what-was-shown';

/** Choices become decisions, with the evidence of each: one statement and one more, whatever their number. */
@Injectable()
export class RecordDecisions {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly evidence: EvidenceService,
  ) {}

  execute(tx: Transaction, visit: Visit, visitor: Visitor, choices: Choice[], shown: ShownReview): void {
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
      choices.flatMap((choice) => facts(visit, visitor, choice, shown)),
      sealer,
    );
  }
}

function facts(
  { entry, proof, at }: Visit,
  visitor: Visitor,
  { credential, draft, places, index }: Choice,
  shown: ShownReview,
): Fact[] {
  const details = { ...visitDetails(entry, visitor), ...proof, codeDelivery: entry.codeDelivery };
  const about = { subjectId: credential.id, occurredAt: at };
  const decided = {
    action: draft.action,
    reason: draft.reason,
    digest: credential.digest.toString('hex'),
    contentLanguage: entry.language,
    placements: places,
    answersDigest: answersDigest(draft.answers),
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
