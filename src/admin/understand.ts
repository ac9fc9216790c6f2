import { AdminRefused, type Command, type Report, type Services } from './command';
import { didCommands } from './did-commands';
import { evidenceCommands } from './evidence-commands';
import { help } from './help';
import { keyCommands } from './key-commands';
import { organizationCommands } from './organization-commands';
import { readWords } from './read-words';
import { sealCommands } from './seal-commands';

const COMMANDS: Command[] = [
  ...organizationCommands,
  ...keyCommands,
  ...didCommands,
  ...sealCommands,
  ...evidenceCommands,
];

/** What somebody typed: a text that answers it, or work that needs the database. */
export type Understood = { say: string[] } | { json: boolean; work: (services: Services) => Promise<Report> };

/** Throws `AdminRefused` where the words make no sense, before anything is opened. */
export async function understand(words: string[]): Promise<Understood> {
  const [first = 'help'] = words;
  if (['help', '--help', '-h'].includes(first)) return { say: help(COMMANDS, named(words.slice(1))) };
  const command = named(words);
  if (!command) throw new AdminRefused(unknown(words));
  const rest = words.slice(2);
  if (rest.includes('--help')) return { say: help(COMMANDS, command) };
  const input = readWords(command, rest);
  return { json: input.switches.has('json'), work: await command.prepare(input) };
}

const named = ([area, verb]: string[]): Command | undefined => COMMANDS.find(({ name }) => name === `${area} ${verb}`);

function unknown(words: string[]): string {
  const typed = words.filter((word) => !word.startsWith('-')).slice(0, 2);
  return `There is no command "${typed.join(' ')}". There are: ${COMMANDS.map(({ name }) => name).join(', ')}, help`;
}
