import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import {
  AskedCredentials,
  credentialStatus,
  DecisionsService,
  type AskedCredential,
  type StoredDecision,
} from '../../credentials';
import { requestStatus } from '../request-status';
import { IdentityService, levelMet } from '../../identity';
import type { AnsweringItem, DraftOutcome, NewDraft, SessionKey } from './answering';
import { answeringItems } from './answering-item';
import { ReadDraftContent, type DraftContent } from './draft-content';
import { Drafts, type KeptDraft } from './drafts';
import { isFileRule } from './file-rules';
import { PageSessions, type Visit } from './page-sessions';
import { personAt } from './person-at';
import { plainText } from './plain-text';
import { shownItem } from './what-was-shown';

const LONGEST_REASON = 2000;

/**
 * A choice that is not final yet. What breaks a rule is kept as well, but counts as no choice. A form whose page showed
 * something else than there is now chooses nothing: what was typed is kept, and the page is shown again.
 */
@Injectable()
export class KeepDraft {
  constructor(
    private readonly sessions: PageSessions,
    private readonly credentials: AskedCredentials,
    private readonly decisions: DecisionsService,
    private readonly identity: IdentityService,
    private readonly drafts: Drafts,
    private readonly content: ReadDraftContent,
  ) {}

  async execute(key: SessionKey, draft: NewDraft): Promise<DraftOutcome | null> {
    const files = await this.content.files(key.token, draft);
    return this.sessions.within(key, async (tx, visit) => {
      const { org, entry } = visit;
      const [asked, decisions, places, kept] = await Promise.all([
        this.credentials.ofRequest(tx, org, entry.requestId),
        this.decisions.ofRequest(tx, org, entry.requestId),
        this.credentials.placesOf(tx, org, entry.requestId, entry.subjectId),
        this.drafts.ofEntry(tx, org, entry.id),
      ]);
      const credential = asked.find(({ id }) => id === draft.credentialId);
      if (!credential) return { kept: false, reason: 'unknown' };
      const refused = await this.whyRefused(tx, visit, credential, decisions, draft);
      if (refused) return { kept: false, reason: refused };
      const [item] = answeringItems({ asked: [credential], decisions }, { places, kept, visit });
      const content = await this.content.execute(tx, visit, credential, draft, files);
      return this.keep(tx, visit, { draft, content, item, before: kept.drafts.get(draft.credentialId) });
    });
  }

  private keep(tx: Transaction, visit: Visit, { draft, content, item, before }: Keeping): DraftOutcome {
    const now = draft.unfinished ? going(draft, content, before) : chosenNow(draft, content, visit.at);
    const moved = draft.shown !== undefined && draft.shown !== shownItem(item, visit.entry, draft.pageLanguage);
    if (moved && !(before && isSameChoice(now, before))) {
      if (hasContent(draft, content)) this.drafts.keep(tx, visit, going(draft, content, undefined));
      return { kept: false, reason: 'moved' };
    }
    this.drafts.keep(tx, visit, now);
    return draft.unfinished ? { kept: true } : outcomeOf(draft, content);
  }

  private async whyRefused(
    tx: Transaction,
    visit: Visit,
    credential: AskedCredential,
    decisions: StoredDecision[],
    { action }: NewDraft,
  ): Promise<'decided' | 'closed' | 'level' | 'required' | null> {
    const { entry, at } = visit;
    const person = personAt(visit);
    const assurance = person && (await this.identity.assurance(tx, person, at));
    const own = decisions.some((made) => made.subjectId === entry.subjectId && made.credentialId === credential.id);
    if (own || entry.decidedAt !== null) return 'decided';
    const open = requestStatus(entry.requestStatus, entry.expiresAt, at) === 'PENDING';
    if (!open || credentialStatus(credential, at).status !== 'PENDING') return 'closed';
    if (!levelMet(entry.securityLevel, assurance)) return 'level';
    return action === 'SKIP' && credential.required ? 'required' : null;
  }
}

interface Keeping {
  draft: NewDraft;
  content: DraftContent;
  /** The item as its page would show it now. */
  item: AnsweringItem;
  before: KeptDraft | undefined;
}

/** A choice, or what would be one if nothing were wrong with it. */
function chosenNow(
  { credentialId, action, reason, shown }: NewDraft,
  { answers, marks, errors, wrongPlaces }: DraftContent,
  at: Date,
): KeptDraft {
  const content = { credentialId, action, reason: action === 'REJECT' ? reasonFrom(reason) : null, answers, marks };
  const accepts = action === 'ACCEPT';
  const complete = !accepts || (errors.length === 0 && wrongPlaces.length === 0);
  const wrong = { errors: accepts ? errors : [], wrongPlaces: accepts ? wrongPlaces : [] };
  return { ...content, complete, ...wrong, shown: shown ?? null, chosenAt: at.toISOString() };
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
  const open = { complete: false, wrongPlaces: [], shown: null, chosenAt: null };
  return { credentialId, action: 'ACCEPT', ...content, errors: said, ...open };
}

/** Sent once more, by a double click or a reload: nothing else is chosen by it. */
const isSameChoice = (now: KeptDraft, before: KeptDraft): boolean =>
  now.action === before.action && now.complete && before.complete && isSame(now, before);

/** Something that a person would have to type or sign again. */
const hasContent = ({ reason }: NewDraft, { answers, marks }: DraftContent): boolean =>
  reasonFrom(reason) !== null || answers !== null || marks.length > 0;

type Typed = Pick<KeptDraft, 'reason' | 'answers' | 'marks'>;

const isSame = (now: Typed, before: Typed): boolean => isDeepStrictEqual(typed(now), typed(before));
const typed = ({ reason, answers, marks }: Typed): Typed => ({ reason, answers, marks });

function outcomeOf({ action }: NewDraft, { errors, wrongPlaces }: DraftContent): DraftOutcome {
  if (action === 'ACCEPT' && errors.length > 0) return { kept: false, reason: 'answers', errors };
  if (action === 'ACCEPT' && wrongPlaces.length > 0) return { kept: false, reason: 'marks', errors: wrongPlaces };
  return { kept: true };
}

const reasonFrom = (text = ''): string | null => plainText(text).trim().slice(0, LONGEST_REASON).toWellFormed() || null;
