import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { AskedCredentials, credentialStatus, DecisionsService, type AskedCredential } from '../../credentials';
import { SubjectsService } from '../../subjects';
import { requestStatus } from '../request-status';
import { levelMet } from '../security-level';
import type { ReadFiles } from './added-files';
import type { DraftOutcome, NewDraft, SessionKey } from './answering';
import { AttachFiles } from './attach-files';
import { checkedMarks } from './checked-marks';
import { Drafts, type KeptDraft } from './drafts';
import { PageSessions, type Visit } from './page-sessions';
import { plainText } from './plain-text';

const LONGEST_REASON = 2000;

/** A choice that is not final yet. What breaks a rule is kept as well, but counts as no choice. */
@Injectable()
export class KeepDraft {
  constructor(
    private readonly sessions: PageSessions,
    private readonly credentials: AskedCredentials,
    private readonly decisions: DecisionsService,
    private readonly subjects: SubjectsService,
    private readonly drafts: Drafts,
    private readonly attach: AttachFiles,
  ) {}

  async execute(key: SessionKey, draft: NewDraft): Promise<DraftOutcome | null> {
    const files = await this.attach.read(key.token, draft.files); // outside the transaction: it may take seconds
    return this.sessions.within(key, async (tx, visit) => {
      const asked = await this.credentials.ofRequest(tx, visit.org, visit.entry.requestId);
      const credential = asked.find(({ id }) => id === draft.credentialId);
      if (!credential) return { kept: false, reason: 'unknown' };
      const refused = await this.whyRefused(tx, visit, credential, draft);
      if (refused) return { kept: false, reason: refused };
      const { kept, outcome } = await this.completed(tx, visit, credential, draft, files);
      this.drafts.keep(tx, visit, kept);
      return outcome;
    });
  }

  private async whyRefused(
    tx: Transaction,
    { org, entry, at }: Visit,
    credential: AskedCredential,
    { action }: NewDraft,
  ): Promise<'decided' | 'closed' | 'level' | 'required' | null> {
    const [decisions, hasIdentity] = await Promise.all([
      this.decisions.ofRequest(tx, org, entry.requestId),
      this.subjects.hasIdentity(tx, org, entry.subjectId),
    ]);
    const own = decisions.some((made) => made.subjectId === entry.subjectId && made.credentialId === credential.id);
    if (own || entry.decidedAt !== null) return 'decided';
    const open = requestStatus(entry.requestStatus, entry.expiresAt, at) === 'PENDING';
    if (!open || credentialStatus(credential, at).status !== 'PENDING') return 'closed';
    if (!levelMet(entry.securityLevel, { hasIdentity })) return 'level';
    return action === 'SKIP' && credential.required ? 'required' : null;
  }

  private async completed(
    tx: Transaction,
    visit: Visit,
    credential: AskedCredential,
    { action, reason, answers: given, marks: givenMarks, unfinished }: NewDraft,
    files: ReadFiles,
  ): Promise<{ kept: KeptDraft; outcome: DraftOutcome }> {
    const text = action === 'REJECT' ? plainText(reason ?? '').trim() : '';
    const base = { credentialId: credential.id, action, reason: text.slice(0, LONGEST_REASON).toWellFormed() || null };
    if (credential.type === 'FORM') {
      const wanted = action === 'ACCEPT' ? { given: given ?? new Map<string, string[]>(), files } : null;
      const { answers, errors, attached } = await this.attach.execute(tx, visit, credential, wanted);
      const kept = { ...base, answers, marks: [], complete: errors.length === 0 && !unfinished };
      if (kept.complete) return { kept, outcome: { kept: true } };
      // Nothing is missing yet for whoever goes on filling in; a file that was not taken is said at once.
      const said = unfinished ? errors.filter(({ path }) => files.get(path)) : errors;
      return { kept, outcome: { kept: false, reason: 'answers', errors: said, attached } };
    }
    if (action === 'ACCEPT' && credential.type === 'DOCUMENT') {
      const { org, entry } = visit;
      const places = await this.credentials.placesOf(tx, org, entry.requestId, entry.subjectId);
      const own = places.filter(({ credentialId }) => credentialId === credential.id);
      const { marks, errors } = checkedMarks(own, givenMarks ?? []);
      const kept = { ...base, answers: null, marks, complete: errors.length === 0 };
      return { kept, outcome: kept.complete ? { kept: true } : { kept: false, reason: 'marks', errors } };
    }
    return { kept: { ...base, answers: null, marks: [], complete: true }, outcome: { kept: true } };
  }
}
