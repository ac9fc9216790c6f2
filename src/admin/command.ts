import type { UnitOfWork } from '../platform/database';
import { ErrorForPeople } from '../platform/configuration';
import type { ApiKeysService } from '../modules/auth';
import type { CheckSeals, RefusedSealings } from '../modules/credentials';
import type { VerifyLog } from '../modules/evidence';
import type { KeysService, SealCertificates } from '../modules/keys';
import type { OrganizationsService } from '../modules/organizations';
import type { Sealer } from '../platform/secrets';

/** A command cannot be carried out as it was typed; nothing was changed. The message says what to type instead. */
export class AdminRefused extends ErrorForPeople {}

/** What commands work with. */
export interface Services {
  organizations: OrganizationsService;
  keys: ApiKeysService;
  signingKeys: KeysService;
  seals: SealCertificates;
  sealings: RefusedSealings;
  checkSeals: CheckSeals;
  evidence: VerifyLog;
  unitOfWork: UnitOfWork;
  now(): Date;
  sealer(): Sealer;
}

/** What came of a command: lines for people, and the same as a value for programs (`--json`). */
export interface Report {
  lines: string[];
  json: unknown;
}

export interface Option {
  /** What stands behind it, e.g. `<text>`; an option without a value is a switch. */
  value?: string;
  help: string;
  required?: boolean;
}

/** The words of a command, sorted: each place and each option by its name, as it was typed. */
export interface Input {
  places: Record<string, string>;
  options: Record<string, string | undefined>;
  switches: Set<string>;
  /** Asks a person who sits at the terminal; null where there is none, or where a program reads the answer. */
  ask: Ask | null;
}

/** Shows a question and resolves with the line that was typed. */
export type Ask = (question: string) => Promise<string>;

export interface Command {
  /** What is typed first, e.g. `org set`. */
  name: string;
  /** What must follow, in order, e.g. `slug`. */
  places: string[];
  options: Record<string, Option>;
  summary: string;
  /** Refuses what can be refused by looking at the words alone; the answer does the work. */
  prepare(input: Input): Promise<(services: Services) => Promise<Report>>;
}

/** `org set <slug> [options]`, as it is shown to people. */
export const usage = ({ name, places, options }: Command): string => {
  const needed = Object.entries(options).filter(([, { required }]) => required);
  const rest = Object.keys(options).length > needed.length ? ['[options]'] : [];
  const words = [
    ...places.map((place) => `<${place}>`),
    ...needed.map(([option, { value }]) => `--${option} ${value}`),
  ];
  return [name, ...words, ...rest].join(' ');
};
