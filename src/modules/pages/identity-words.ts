import type { IdentityField, ReasonForPerson } from '../identity';

/** A screen that only tells something. */
interface Told {
  heading: string;
  text: string[];
}

/** The step in which a person is identified. */
export interface IdentityWords {
  /** "Step 2 of 3". */
  step: (at: string, all: string) => string;
  heading: string;
  lead: (organization: string) => string;
  /** The way to the step, from the list of items. */
  start: string;
  /** From the step to the items, which can be read before. */
  readFirst: string;
  onFileTitle: string;
  onFileText: (organization: string) => string;
  born: string;
  yes: string;
  no: string;
  chooseTitle: string;
  /** Also where something was tried before. */
  againTitle: string;
  with: (provider: string) => string;
  expectsDocument: string;
  awayTitle: (provider: string) => string;
  away: (host: string) => string;
  goTo: (provider: string) => string;
  waitingTitle: string;
  waiting: (provider: string) => string;
  lookAgain: string;
  reasons: Record<ReasonForPerson, string>;
  /** What to do where nothing more can be done here. */
  ask: (organization: string) => string;
  tooMany: string;
  confirmed: string;
  learns: (organization: string) => string;
  passOnTitle: (organization: string) => string;
  passOnText: (organization: string) => string;
  fields: Record<IdentityField, string>;
  agree: string;
  decline: string;
  /** Somebody came back whose way this server does not know. */
  unknown: Told;
  used: Told;
  otherBrowser: Told;
}
