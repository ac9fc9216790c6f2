/** Everything that is looked at. The page has a name for each in every language. */
export const CHECKS = [
  'file.kind',
  'archive.whole',
  'archive.files',
  'manifest.files',
  'proof.signature',
  'proof.key',
  'proof.validity',
  'status.revocation',
  'decisions.belong',
  'documents.match',
  'pdf.range',
  'pdf.signature',
  'pdf.certificate',
  'pdf.trust',
  'pdf.timestamp',
  'pdf.earlier',
  'pdf.level',
  'log.entries',
  'log.chain',
  'log.decisions',
  'keys.documents',
  'keys.trust',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** One check with its outcome; `skip`: it was not made here. */
export interface Check {
  check: CheckName;
  /** The file, the entry, the field: `log.json entries[3].digest`. */
  where: string;
  result: 'pass' | 'fail' | 'skip';
  message: string;
  /** Of what was skipped: without it nobody can say that the whole is good. */
  essential?: true;
  /** Of what passed or was skipped: whoever takes it for good has to know this. */
  warning?: true;
}

/** `incomplete`: nothing is wrong, but something essential could not be checked here. */
export type Verdict = 'good' | 'incomplete' | 'wrong' | 'unreadable';

const LONGEST_MESSAGE = 400;
const MOST_CHECKS = 500;

/** What a file says about itself never reaches a terminal or a page as it is: no control characters, nothing that turns text around. */

const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
export const printable = (text: string): string =>
  text.slice(0, LONGEST_MESSAGE).toWellFormed().replace(UNPRINTABLE, '\ufffd');

/** The checks of one file in the order in which they were made. */
export class Findings {
  readonly checks: Check[] = [];
  /** A document that carries no seal at all: nothing was changed, there is just nothing to check. */
  unsealed = false;

  pass(check: CheckName, where: string, message: string): void {
    this.add({ check, where, result: 'pass', message });
  }

  fail(check: CheckName, where: string, message: string): void {
    this.add({ check, where, result: 'fail', message });
  }

  skip(check: CheckName, where: string, message: string): void {
    this.add({ check, where, result: 'skip', message });
  }

  /** Not made here, and the whole stands or falls with it. */
  lack(check: CheckName, where: string, message: string): void {
    this.add({ check, where, result: 'skip', message, essential: true });
  }

  /** Good only with a grain of salt, which is told beside the verdict. */
  warn(check: CheckName, where: string, message: string): void {
    this.add({ check, where, result: 'skip', message, warning: true });
  }

  /** Passes with what `work` says; fails with what it throws as a Flaw, where that says. */
  async attempt(check: CheckName, where: string, work: () => string | Promise<string>): Promise<boolean> {
    try {
      this.pass(check, where, await work());
      return true;
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      this.fail(check, [where, error.where].filter(Boolean).join(' '), error.message);
      return false;
    }
  }

  /** The first thing that is wrong; where nothing is, the first that is lacking. */
  get first(): Check | null {
    const { checks } = this;
    return checks.find(({ result }) => result === 'fail') ?? checks.find(({ essential }) => essential) ?? null;
  }

  get verdict(): Verdict {
    const { first } = this;
    if (!first) return 'good';
    if (first.result !== 'fail') return 'incomplete';
    return first.check === 'file.kind' ? 'unreadable' : 'wrong';
  }

  private add({ where, message, ...check }: Check): void {
    const decides = check.result === 'fail' ? this.first?.result !== 'fail' : check.essential && !this.first;
    if (this.checks.length < MOST_CHECKS || decides)
      this.checks.push({ ...check, where: printable(where), message: printable(message) });
  }
}

/** Something that is wrong: a sentence, and where inside what is checked. */
export class Flaw extends Error {
  constructor(
    message: string,
    readonly where = '',
  ) {
    super(message);
  }
}
