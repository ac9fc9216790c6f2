import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import { AskedCredentials, credentialStatus, DecisionsService, type AskedCredential } from '../../credentials';
import { SubjectsService } from '../../subjects';
import { requestStatus } from '../request-status';
import { levelMet } from '../security-level';
import type { DraftOutcome, NewDraft, SessionKey } from './answering';
import { ReadDraftContent, type DraftContent } from './draft-content';
import { Drafts, type KeptDraft } from './drafts';
import { isFileRule } from './file-rules';
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
    private readonly content: ReadDraftContent,
  ) {}

  async execute(key: SessionKey, draft: NewDraft): Promise<DraftOutcome | null> {
    const files = await this.content.files(key.token, draft);
    return this.sessions.within(key, async (tx, visit) => {
      const asked = await this.credentials.ofRequest(tx, visit.org, visit.entry.requestId);
      const credential = asked.find(({ id }) => id === draft.credentialId);
      if (!credential) return { kept: false, reason: 'unknown' };
      const refused = await this.whyRefused(tx, visit, credential, draft);
      if (refused) return { kept: false, reason: refused };
      const content = await this.content.execute(tx, visit, credential, draft, files);
      if (draft.unfinished) {
        const { drafts } = await this.drafts.ofEntry(tx, visit.org, visit.entry.id);
        this.drafts.keep(tx, visit, going(draft, content, drafts.get(draft.credentialId)));
        return { kept: true };
      }
      this.drafts.keep(tx, visit, chosenNow(draft, content));
      return outcomeOf(draft, content);
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
}

/** A choice, or what would be one if nothing were wrong with it. */
function chosenNow(
  { credentialId, action, reason }: NewDraft,
  { answers, marks, errors, wrongPlaces }: DraftContent,
): KeptDraft {
  const content = { credentialId, action, reason: action === 'REJECT' ? reasonFrom(reason) : null, answers, marks };
  const accepts = action === 'ACCEPT';
  const complete = !accepts || (errors.length === 0 && wrongPlaces.length === 0);
  return { ...content, complete, errors: accepts ? errors : [], wrongPlaces: accepts ? wrongPlaces : [] };
}

/**
 * What is being filled in still. Nothing is missing yet; a file that was not taken is said at once. What was chosen before
 * stays chosen only as it was chosen: nothing becomes a decision that nobody has seen and chosen.
 */
function going(
  { credentialId, reason }: NewDraft,
  { answers, marks, errors }: DraftContent,
  before: KeptDraft | undefined,
): KeptDraft {
  const content = { reason: reasonFrom(reason), answers, marks };
  const said = errors.filter(({ rule }) => isFileRule(rule));
  if (before?.complete && said.length === 0 && isSame(content, before)) return before;
  return { credentialId, action: 'ACCEPT', ...content, complete: false, errors: said, wrongPlaces: [] };
}

type Typed = Pick<KeptDraft, 'reason' | 'answers' | 'marks'>;

const isSame = (now: Typed, { reason, answers, marks }: Typed): boolean =>
  isDeepStrictEqual(now, { reason, answers, marks });

function outcomeOf({ action }: NewDraft, { errors, wrongPlaces }: DraftContent): DraftOutcome {
  if (action === 'ACCEPT' && errors.length > 0) return { kept: false, reason: 'answers', errors };
  if (action === 'ACCEPT' && wrongPlaces.length > 0) return { kept: false, reason: 'marks', errors: wrongPlaces };
  return { kept: true };
}

const reasonFrom = (text = ''): string | null => plainText(text).trim().slice(0, LONGEST_REASON).toWellFormed() || null;
