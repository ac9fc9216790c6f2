import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AdminRefused, usage, type Ask, type Command, type Input } from './command';

/** Known to every command. */
export const EVERYWHERE = {
  json: { help: 'answer as JSON, for programs (npm run --silent admin -- ...)' },
  help: { help: 'tell what the command does' },
};

/** The words behind a command's name, sorted into places, options and switches. Refuses what the command does not know. */
export function readWords(command: Command, words: string[], ask: Ask | null): Input {
  const { values, positionals } = parsed(command, words);
  const [missing] = command.places.slice(positionals.length);
  const [extra] = positionals.slice(command.places.length);
  if (missing) throw new AdminRefused(`<${missing}> is missing: ${usage(command)}`);
  if (extra !== undefined) {
    throw new AdminRefused(
      `"${extra}" is one word too many: ${usage(command)}. npm needs -- before: npm run admin -- ...`,
    );
  }
  const needed = Object.keys(command.options).filter((option) => command.options[option].required);
  const [absent] = needed.filter((option) => values[option] === undefined);
  if (absent) throw new AdminRefused(`--${absent} is missing: ${usage(command)}`);
  return {
    places: Object.fromEntries(command.places.map((place, index) => [place, positionals[index]])),
    options: Object.fromEntries(
      Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    switches: new Set(Object.keys(values).filter((name) => values[name] === true)),
    ask,
  };
}

type Values = Record<string, string | boolean | undefined>;

function parsed(command: Command, words: string[]): { values: Values; positionals: string[] } {
  const known = { ...command.options, ...EVERYWHERE };
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    Object.entries(known).map(([name, option]) => [name, { type: 'value' in option ? 'string' : 'boolean' }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true, strict: true });
    return { values: values as Values, positionals };
  } catch (error) {
    throw new AdminRefused(explained(error as Error & { code?: string }, command, Object.keys(known)));
  }
}

function explained({ code, message }: Error & { code?: string }, command: Command, known: string[]): string {
  const [named] = /--?[\w-]+/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return `${command.name} has no option ${named}. It has: ${known.map((name) => `--${name}`).join(', ')}`;
  }
  // Its message says what to do about a value that begins with a hyphen.
  return `${command.name}: ${message.replace(/\n/g, ' ')}`;
}
