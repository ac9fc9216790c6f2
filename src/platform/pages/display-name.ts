/**
 * A name somebody else chose, made fit to be shown in a line of text: one line, nothing invisible, nothing that reorders
 * what stands beside it, no pile of combining marks, at most `longest` characters as a person counts them. Undefined when
 * nothing visible is left. It does not escape: whoever writes HTML does.
 */
export function displayName(name: string | undefined, longest: number): string | undefined {
  const line = (name ?? '')
    .normalize('NFC')
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}]+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/ +/g, ' ')
    .trim();
  return VISIBLE.test(line) ? shortened(line, longest) : undefined;
}

/** Such a name in plain text, whole: it never begins a line of its own. */
export const oneLine = (name: string): string => displayName(name, Infinity) ?? '-';

const VISIBLE = /[^\s\p{M}\u200c\u200d]/u;

/**
 * Format characters (all directional controls among them) but the two joiners that scripts and emoji need; private use,
 * unassigned, lone surrogates; fillers that draw nothing.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cn}\p{Cs}\ufffd\u115f\u1160\u3164\uffa0\u034f\u2800]/gu;

const CHARACTERS = new Intl.Segmenter();

function shortened(line: string, longest: number): string {
  if (line.length <= longest) return line;
  let [kept, count] = ['', 0];
  for (const { segment, index } of CHARACTERS.segment(line)) {
    count += 1;
    if (count > longest) return `${kept.trimEnd()}…`;
    if (count < longest) kept = line.slice(0, index + segment.length);
  }
  return line;
}
