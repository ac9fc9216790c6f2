import { Injectable } from '@nestjs/common';
import type { ShownText } from '../../documents';
import type { Contact } from '../../subjects';
import type {
  Answering,
  CodeOutcome,
  Doorstep,
  DraftOutcome,
  FinishOutcome,
  NewDraft,
  NotShown,
  SendOutcome,
  SessionKey,
  ShownReview,
  Visitor,
  WithdrawOutcome,
} from './answering';
import { AttachedDocuments } from './attached-documents';
import { EnterCode } from './enter-code';
import { Finish } from './finish';
import { KeepDraft } from './keep-draft';
import { OwnCopy } from './own-copy';
import { PageSessions } from './page-sessions';
import { PageViews } from './page-views';
import { ReadAnswering } from './read-answering';
import { ReadDoorstep } from './read-doorstep';
import { ReportOpened } from './report-opened';
import { ReportViewed } from './report-viewed';
import { RequestCode } from './request-code';
import { Withdraw } from './withdraw';

/**
 * Everything a person does at a link, one method a step. Whatever takes a `SessionKey` answers null when the session is not
 * known or has idled for 30 minutes: the page then asks for a code again.
 */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly readDoorstep: ReadDoorstep,
    private readonly reportOpened: ReportOpened,
    private readonly requestCode: RequestCode,
    private readonly code: EnterCode,
    private readonly sessions: PageSessions,
    private readonly readAnswering: ReadAnswering,
    private readonly reportViewed: ReportViewed,
    private readonly draft: KeepDraft,
    private readonly finishing: Finish,
    private readonly withdrawing: Withdraw,
    private readonly copy: OwnCopy,
    private readonly attached: AttachedDocuments,
    private readonly pages: PageViews,
  ) {}

  /** What the link leads to; null when it leads nowhere. Changes nothing. */
  doorstep(token: string): Promise<Doorstep | null> {
    return this.readDoorstep.execute(token);
  }

  /** The first thing that a person, and no scanner, did at the page. Counts once. */
  opened(token: string, visitor: Visitor): Promise<void> {
    return this.reportOpened.execute(token, visitor);
  }

  /** Sends a new code to the entry's own contact (null) or to the person's contact of a type. */
  sendCode(token: string, type: Contact['type'] | null, visitor: Visitor): Promise<SendOutcome> {
    return this.requestCode.execute(token, type, visitor);
  }

  /** One try. Entered: the secret goes into the cookie of the session. */
  enterCode(token: string, code: string, visitor: Visitor): Promise<CodeOutcome> {
    return this.code.execute(token, code, visitor);
  }

  /** Everything the person sees, chosen and decided included. */
  answering(key: SessionKey): Promise<Answering | null> {
    return this.readAnswering.execute(key);
  }

  /** That an item was shown. Counts once. */
  viewed(key: SessionKey, credentialId: string, visitor: Visitor): Promise<void> {
    return this.reportViewed.execute(key, credentialId, visitor);
  }

  /** Keeps a choice that can still be changed. */
  keepDraft(key: SessionKey, draft: NewDraft): Promise<DraftOutcome | null> {
    return this.draft.execute(key, draft);
  }

  /** All choices become decisions, for good, if they are exactly what the last look showed. */
  finish(key: SessionKey, visitor: Visitor, shown: ShownReview | null): Promise<FinishOutcome | null> {
    return this.finishing.execute(key, visitor, shown);
  }

  /** Takes a consent or a mandate back, if it is as the page showed it. */
  withdraw(
    key: SessionKey,
    credentialId: string,
    reason: string | null,
    visitor: Visitor,
    shown: string | null,
  ): Promise<WithdrawOutcome | null> {
    return this.withdrawing.execute(key, credentialId, reason, visitor, shown);
  }

  /** The PDF of an item as it is now. */
  document(key: SessionKey, credentialId: string): Promise<{ name: string; bytes: Buffer } | null> {
    return this.copy.document(key, credentialId);
  }

  /** A page of the document of an item (both counted from 0) as WebP; null when this person sees no such document. */
  pagePicture(key: SessionKey, item: number, pageIndex: number, width: number): Promise<Buffer | null> {
    return this.pages.picture(key, item, pageIndex, width);
  }

  /** What is written on it. */
  pageText(key: SessionKey, item: number, pageIndex: number): Promise<ShownText | null> {
    return this.pages.text(key, item, pageIndex);
  }

  /** What the pictures of documents lack, by credential, as far as it is known after a moment. */
  notShown(key: SessionKey): Promise<Map<string, NotShown[]>> {
    return this.pages.notShown(key);
  }

  /** A PDF that the item shows, asked or attached, by its SHA-256. */
  shownDocument(
    key: SessionKey,
    credentialId: string,
    sha256: string,
  ): Promise<{ name: string; bytes: Buffer } | null> {
    return this.attached.shown(key, credentialId, sha256);
  }

  /** The person's own copy of what was decided. */
  record(key: SessionKey): Promise<object | null> {
    return this.copy.record(key);
  }

  /** Ends the session. */
  leave(key: SessionKey): Promise<void> {
    return this.sessions.end(key);
  }
}
