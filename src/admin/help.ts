import { usage, type Command, type Option } from './command';
import { EVERYWHERE } from './read-words';

/** What the command line can do, or what one command can. */
export const help = (commands: Command[], about?: Command): string[] =>
  about
    ? [`${usage(about)}`, `  ${about.summary}`, '', ...options({ ...about.options, ...EVERYWHERE })]
    : [
        'Organizations, their API keys, the keys they sign with, their evidence and the seal, for whoever runs this server.',
        '',
        '  npm run admin -- <command>        (or: node dist/src/admin.js <command>)',
        '',
        ...columns(commands.map((command) => [usage(command), command.summary])),
        '',
        'Behind each command:',
        ...options(EVERYWHERE),
        '',
        'It works on the database of DATABASE_URL, with MASTER_KEY; without DATABASE_URL on that of the playground.',
      ];

/** The same for programs. */
export const helpForPrograms = (commands: Command[], about?: Command): object => ({
  commands: (about ? [about] : commands).map(({ name, places, options: own, summary, ...command }) => ({
    ...{ name, usage: usage({ name, places, options: own, summary, ...command }), summary, places },
    options: Object.entries({ ...own, ...EVERYWHERE }).map(([option, said]) => ({ name: option, ...said })),
  })),
});

const options = (known: Record<string, Option>): string[] =>
  columns(Object.entries(known).map(([name, { value, help: said }]) => [`--${name}${value ? ` ${value}` : ''}`, said]));

function columns(rows: string[][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
