import type { CredentialStatus, StatusReason } from '../../credentials';
import type { Missing, Box, PageBox, PlacementType, TextRefusal } from '../../documents';
import type { DocumentReference, ResourceType, StoredField } from '../../resources';
import type { Arrival } from '../requests.service';
import type { IdentityStep, SecurityLevel } from '../../identity';

// What the pages and the request say to each other while a person answers. Nothing here is HTML, nothing here is SQL.

/** Who is at the page, as far as a server can tell: goes into the evidence. */
export interface Visitor {
  ip: string | null;
  userAgent: string | null;
  /** The language the page was shown in, e.g. `PRT`: it may differ from the content's. */
  pageLanguage: string;
}

/** What a browser shows to be let in again: the link's token and the secret of its session cookie. */
export interface SessionKey {
  token: string;
  secret: string;
}

/** Whoever holds only the link: enough to ask for the code, nothing of the content. */
export interface Doorstep extends Arrival {
  /** Where the code of this entry goes, with most of it hidden: `a•••@example.com`, `+351 ••• •• 678`. */
  contact: string;
  contactType: 'EMAIL' | 'PHONE';
  /** Other contacts of the same person a code can be sent to, hidden alike; never those nobody here can reach. */
  otherContacts: { type: 'EMAIL' | 'PHONE'; contact: string }[];
  /** ORGANIZATION: it delivers codes itself, and the page says whom to ask instead of offering to send. */
  codesComeFrom: 'US' | 'ORGANIZATION';
  /**
   * Whether a code lets in at all: while the request is open, when it is finished, and for somebody who has decided
   * something in it, who may look again whatever became of the rest.
   */
  mayEnter: boolean;
  /** No code is evaluated any more: too many wrong ones. */
  locked: boolean;
  /** When another code may be sent; null: now. */
  nextCodeAt: Date | null;
}

export type CodeOutcome =
  | { entered: true; secret: string }
  /** `triesLeft` of this code; at 0 it is dead and another must be sent. */
  | { entered: false; reason: 'wrong'; triesLeft: number }
  | { entered: false; reason: 'expired' | 'locked' | 'closed' };

export type SendOutcome =
  | { sent: true; to: string; expiresAt: Date }
  | { sent: false; reason: 'too_soon' | 'too_often'; nextCodeAt: Date }
  | { sent: false; reason: 'locked' | 'closed' | 'organization_delivers' | 'unreachable' };

/** Everything a person who has proved the contact sees. */
export interface Answering extends Doorstep {
  requestId: string;
  entryId: string;
  redirectUrl: string | null;
  securityLevel: SecurityLevel;
  /** False: nothing can be decided yet, and the page says why, kindly. */
  levelMet: boolean;
  /** Whether the person, or the organization, can see to it that the level is met. */
  levelWithinReach: boolean;
  /** How far the person has come in being identified; null for CONTACT, which asks for nothing more. */
  identity: IdentityStep | null;
  /** The person's full name, where the organization has it on file: pre-fills a typed signature. */
  personName: string | null;
  /** This person has finished: what remains is to look, download, withdraw. */
  finished: boolean;
  /** Other people are asked the same: each of them who accepts a mandate gives one of their own. */
  asksOthers: boolean;
  items: AnsweringItem[];
}

/** What of a page is not in its picture. */
export interface NotShown {
  /** Counted from 1; null: of the document as a whole. */
  page: number | null;
  missing: (Missing | { what: 'UNKNOWN' })[];
}

export interface AnsweringItem {
  credentialId: string;
  type: ResourceType;
  name: string;
  description: string | null;
  required: boolean;
  scope: string | null;
  validFrom: Date | null;
  validUntil: Date | null;
  /** SHA-256 of what is asked, in hex, as it was fixed when the request was made. */
  contentDigest: string;
  /** Of the credential as a whole, which others may decide too. */
  status: CredentialStatus;
  statusReason?: StatusReason;
  /** Hidden fields included: the page does not show them but counts them. */
  data: StoredField[];
  /** The pages of its document; null unless it is a DOCUMENT. */
  pages: PageBox[] | null;
  /** What the pictures of its pages lack, where somebody has looked. */
  notShown?: NotShown[];
  /** The names of the files that its document carries. */
  carriedFiles: string[];
  /** Where this person signs or fills in. */
  places: Place[];
  viewed: boolean;
  /** What this person has chosen and not finished yet. */
  draft: Draft | null;
  /** What was typed or signed and is no choice yet: nothing is to be typed twice. */
  unfinished: Unfinished | null;
  /** What this person has decided, for good. */
  decision: MadeDecision | null;
  /** This person has finished and decided nothing here, though it could have been decided. */
  skipped: boolean;
  /** It was approved, and its time is over since; a credential that expired undecided never was. */
  outlived: boolean;
  /** A consent or mandate that this person accepted and may take back now. */
  withdrawable: boolean;
}

export interface Place {
  id: string;
  type: PlacementType;
  pageIndex: number;
  /** In points from the top left of the displayed page. */
  box: Box;
}

export type DraftAction = 'ACCEPT' | 'REJECT' | 'SKIP';

/** A choice that can still be changed: kept on the server, so that a reload, a back button or another device loses nothing. */
export interface Draft {
  action: DraftAction;
  reason: string | null;
  /**
   * FORM: the fields of the credential with their answers as values. An object carries its answers in its `fields`; the
   * value of an array with `fields` is one StoredField[] a row, of any other array a list of texts.
   */
  answers: StoredField[] | null;
  marks: Mark[];
}

/** What was typed or signed so far, and what of it cannot stand: answers by their paths, places by their ids. */
export interface Unfinished extends Pick<Draft, 'reason' | 'answers' | 'marks'> {
  errors: AnswerError[];
  wrongPlaces: MarkError[];
}

/** What a person put into a place. */
export interface Mark {
  placeId: string;
  kind: 'DRAWN' | 'TYPED' | 'UPLOADED' | 'TEXT' | 'DATE' | 'CHECK';
  /** What was typed: a name, a date (ISO 8601), any text; `true` or `false` for a checkbox. */
  text: string | null;
  /** PNG; for DRAWN and UPLOADED always, for TYPED where the page could draw. */
  image: Buffer | null;
  /** DATE, as it is given: which day of several the person says is meant, as `meaningOf` writes it. It is not kept. */
  meant?: string;
}

export interface MadeDecision {
  action: 'ACCEPT' | 'REJECT';
  reason: string | null;
  answers: StoredField[] | null;
  /** The PDFs among the answers. */
  documents: AnsweredPdf[];
  decidedAt: Date;
  withdrawnAt: Date | null;
}

/**
 * An answer of a form as the page received it: the field's path (`0`, `2.1`, `3.0.1` = field 3, row 0, field 1) and its texts.
 * Of a field of type pdf the text is the SHA-256, in hex, of a file that was attached to this item before.
 */
export type GivenAnswers = ReadonlyMap<string, string[]>;

/** A file as the page received it, or why the page took none of it. */
export type GivenFile = { fileName: string | null; bytes: Buffer } | { refused: FileRule };

/**
 * Why a file cannot be attached. `protected`: encrypted, or certified against changes; `active`: programs or other files
 * inside; `too_much`: with the others of the form; `busy`: nothing is wrong with it, and later is early enough.
 */
export type FileRule =
  'too_large' | 'not_a_pdf' | 'protected' | 'too_many_pages' | 'damaged' | 'active' | 'several' | 'too_much' | 'busy';

/** A PDF among answers, by what it is. */
export type AnsweredPdf = DocumentReference;

/** Why an answer is not one. `path` as in `GivenAnswers`, rows numbered as they are kept. */
export interface AnswerError {
  path: string;
  rule: 'required' | 'number' | 'date' | 'url' | 'option' | 'too_long' | 'unclear' | FileRule;
  /** `unclear`: what may have been meant, numbers or ISO dates, for the person to choose from. */
  meant?: (number | string)[];
}

/**
 * Why a place is not filled. `empty`: there is nothing in it, or nothing that can be used; `letters`: the document cannot
 * show these, and nothing is signed that it does not show; `too_long`: too small to be read, where it is to stand.
 */
/** `unclear`: which days may have been meant (ISO 8601), for the person to choose from. */
export type MarkError = { placeId: string } & (
  { rule: 'empty' } | { rule: 'date' } | { rule: 'unclear'; meant: string[] } | TextRefusal
);

/** What the last look showed, as its form brings it back. */
export interface ShownReview {
  /** Of everything that was shown, in hex. */
  digest: string;
  /** The language of the page. */
  pageLanguage: string;
  /** One each, in order. */
  items: { choice: DraftAction | null; digest: string }[];
}

/** What is different from what a page showed. */
export interface Moved {
  /** Where each item that differs is (0: the first), and what had been chosen there when it was shown. */
  items: { index: number; was: DraftAction | null }[];
  /** The page is shown in another language now. */
  language: boolean;
}

export interface NewDraft {
  credentialId: string;
  action: DraftAction;
  /** The language of the page at which this was typed. */
  pageLanguage: string;
  /** What the page showed, as a digest. Absent in forms of earlier versions, which are understood: nothing here is final. */
  shown?: string;
  reason?: string;
  answers?: GivenAnswers;
  /** FORM: new files, by the paths of their questions. */
  files?: ReadonlyMap<string, GivenFile>;
  marks?: Mark[];
  /** The person goes on filling in: kept as it stands, whatever is missing. What was chosen before stays so if nothing changes. */
  unfinished?: boolean;
}

export type DraftOutcome =
  /** As it was wanted: a choice, or unfinished. */
  | { kept: true }
  | { kept: false; reason: 'closed' | 'decided' | 'required' | 'level' | 'unknown' }
  /** The item is not as the page showed it: nothing is chosen by it. What was typed is kept, unfinished. */
  | { kept: false; reason: 'moved' }
  /** Answers that break a rule are kept as they were given, unfinished, so that nobody types them twice. */
  | { kept: false; reason: 'answers'; errors: AnswerError[] }
  /** Places that are still empty or hold what cannot be used. The others are kept, unfinished. */
  | { kept: false; reason: 'marks'; errors: MarkError[] };

export type FinishOutcome =
  /** `otherwise`: it was finished before, and not as this page showed it. */
  | { finished: true; otherwise?: true }
  /** What would become final is not what the page showed: nothing is decided. */
  | { finished: false; reason: 'moved'; moved: Moved }
  /** `missing`: credentials that still need a choice. */
  | { finished: false; reason: 'missing'; credentialIds: string[] }
  /** What would be signed is not what was asked: refused, and told to the log. */
  | { finished: false; reason: 'closed' | 'level' | 'changed' }
  /** What is decided could not be sealed now: nothing is decided, the choices stay, and later is early enough. */
  | { finished: false; reason: 'unavailable' };

export type WithdrawOutcome =
  { withdrawn: true } | { withdrawn: false; reason: 'not_given' | 'already' | 'unknown' | 'moved' };
