import { AdminRefused, type Ask, type Command, type Report, type Services } from './command';
import { contactCommands } from './contact-commands';
import { didCommands } from './did-commands';
import { evidenceCommands } from './evidence-commands';
import { help, helpForPrograms } from './help';
import { keyCommands } from './key-commands';
import { organizationCommands } from './organization-commands';
import { readWords } from './read-words';
import { sealingCommands } from './sealing-commands';
import { sealCommands } from './seal-commands';

const COMMANDS: Command[] = [
  ...organizationCommands,
  ...keyCommands,
  ...didCommands,
  ...contactCommands,
  ...sealCommands,
  ...sealingCommands,
  ...evidenceCommands,
];

/** What somebody typed: a report that answers it, or work that needs the database. */
export type Understood = { json: boolean } & ({ say: Report } | { work: (services: Services) => Promise<Report> });

/** Throws `AdminRefused` where the words make no sense, before anything is opened. */
export async function understand(words: string[], ask: Ask | null = null): Promise<Understood> {
  const [first = 'help', ...others] = words.filter((word) => word !== AS_JSON);
  if (HELP.includes(first)) return said(words, named(others));
  const command = named([first, ...others]);
  if (!command) throw new AdminRefused(unknown(words));
  const rest = words.slice(words.indexOf(others[0]) + 1);
  if (rest.includes('--help')) return said(words, command);
  const input = readWords(command, rest, wantsJson(words) ? null : ask);
  return { json: wantsJson(words), work: await command.prepare(input) };
}

const HELP = ['help', '--help', '-h'];
const AS_JSON = '--json';
/** Also where the rest makes no sense: programs read errors and help as well. */
export const wantsJson = (words: string[]): boolean => words.includes(AS_JSON);

const said = (words: string[], about?: Command): Understood => ({
  json: wantsJson(words),
  say: { lines: help(COMMANDS, about), json: helpForPrograms(COMMANDS, about) },
});

const named = ([area, verb]: string[]): Command | undefined => COMMANDS.find(({ name }) => name === `${area} ${verb}`);

function unknown(words: string[]): string {
  const typed = words.filter((word) => !word.startsWith('-')).slice(0, 2);
  return `There is no command "${typed.join(' ')}". There are: ${COMMANDS.map(({ name }) => name).join(', ')}, help`;
}
