import { displayName } from '../../../platform/pages';

const WIDTH = 78;
const LONGEST_LABEL = 100;

/** A line, and one of the same length below it. */
export function heading(text: string, line = '-'): string[] {
  return [text, line.repeat(text.length), ''];
}

/** Words in lines of at most 78 characters, and an empty line. */
export const paragraph = (text: string): string[] => [...wrapped(text, ''), ''];

/** A name on each line and its value behind it, or below it where it is long; then an empty line. */
export function facts(values: [name: string, value: string][]): string[] {
  const lines = values.flatMap(([name, value]) => {
    const label = `  ${displayName(name, LONGEST_LABEL) ?? '-'}:`;
    const [first = '-', ...more] = wrapped(value, '');
    if (more.length === 0 && label.length + first.length < WIDTH) return [`${label} ${first}`];
    return [label, ...wrapped(value, '      ')];
  });
  return [...lines, ''];
}

/** What somebody else wrote keeps its lines; nothing in it reorders or hides what stands beside it. */
function wrapped(text: string, indent: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((line) => broken(displayName(line, Infinity) ?? '', WIDTH - indent.length))
    .map((line) => (line === '' ? '' : `${indent}${line}`));
}

/** Words that are longer than a line stand alone in theirs. */
function broken(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1)!;
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
