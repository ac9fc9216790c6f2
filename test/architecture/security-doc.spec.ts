import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { read, ROOT } from './source-files';

/** What OWASP ASVS 5.0.0 has at level 1 and at level 2. */
const REQUIREMENTS: Record<string, number> = { 1: 70, 2: 183 };
const STATES = ['met', 'part', 'open', 'yours', 'n/a'];
const DOCUMENTS = ['docs/security.md', 'docs/threat-model.md', 'SECURITY.md'];

interface Row {
  chapter: string;
  numbers: string[];
  level: string;
  state: string;
  how: string;
  files: string[];
}

const text = read('docs/security.md');

/** `6.2.1 to 6.2.8`, or several with commas between them. */
function numbersOf(cell: string): string[] {
  return cell.split(', ').flatMap((part) => {
    const [, section, first, last = first] = /^(\d+\.\d+)\.(\d+)(?: to \1\.(\d+))?$/.exec(part) ?? [];
    if (!section) throw new Error(`"${part}" names no requirement`);
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => `${section}.${Number(first) + at}`);
  });
}

/** What stands between backticks and is a path of the repository rather than a route, a setting or a word. */
const filesIn = (markdown: string): string[] =>
  [...markdown.matchAll(/`((?:[\w.@-]+\/)*[\w.@-]+\.(?:tsx?|mjs|cjs|json|md|yml))`/g)].map(([, path]) => path);

const rows: Row[] = text
  .split(/^### V(?=\d)/m)
  .slice(1)
  .flatMap((part) =>
    part
      .split('\n')
      .filter((line) => /^\| \d/.test(line))
      .map((line) => {
        const [numbers, level, , state, how, shownBy] = line
          .split('|')
          .slice(1)
          .map((cell) => cell.trim());
        return {
          ...{ chapter: /^\d+/.exec(part)![0], numbers: numbersOf(numbers), level, state, how },
          files: filesIn(shownBy),
        };
      }),
  );

const inOrder = (numbers: string[]): string[] =>
  [...numbers].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
const numbersThatAre = (...states: string[]): string[] =>
  inOrder(rows.filter(({ state }) => states.includes(state)).flatMap(({ numbers }) => numbers));

describe('docs/security.md', () => {
  it.each(Object.entries(REQUIREMENTS))('has every requirement of level %s once', (level, count) => {
    const listed = rows.filter((row) => row.level === level).flatMap(({ numbers }) => numbers);
    expect(listed).toHaveLength(count);
  });

  it('has no requirement twice, and each in its chapter, in order', () => {
    const all = rows.flatMap(({ numbers }) => numbers);
    expect(all.filter((number, at) => all.indexOf(number) !== at)).toEqual([]);
    expect(all).toEqual(inOrder(all));
    expect(rows.filter(({ chapter, numbers }) => numbers.some((n) => n.split('.')[0] !== chapter))).toEqual([]);
    expect([...new Set(rows.map(({ chapter }) => chapter))]).toHaveLength(17);
  });

  it('says of each how it is here, and names what shows it', () => {
    expect(rows.filter(({ state, how }) => !STATES.includes(state) || how === '')).toEqual([]);
    expect(rows.filter(({ state, files }) => ['met', 'part'].includes(state) && files.length === 0)).toEqual([]);
  });

  it('lists at its top what is not met, and nothing else', () => {
    const top = /^## What is open$(.*?)^## /ms.exec(text)![1];
    const [notMet, inPart] = top.split('**Met in part:**');
    const listed = (part: string) =>
      inOrder([...part.matchAll(/\*\*(\d+\.\d+\.\d+)\*\*/g)].map(([, number]) => number));
    expect(listed(notMet)).toEqual(numbersThatAre('open'));
    expect(listed(inPart)).toEqual(numbersThatAre('part'));
  });

  it('counts right', () => {
    const counted = [...text.matchAll(/^\| `(met|part|open|yours|n\/a)` +\|.*\| (\d+) +\|$/gm)];
    expect(counted.map(([, state, count]) => [state, Number(count)])).toEqual(
      STATES.map((state) => [state, numbersThatAre(state).length]),
    );
  });
});

describe.each(DOCUMENTS)('%s', (document) => {
  const markdown = read(document);

  it('names files that there are', () => {
    const missing = filesIn(markdown).filter((path) => path.includes('/') && !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });

  it('links to files and headings that there are', () => {
    const links = [...markdown.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
    const broken = links.filter(([, path, heading]) => {
      const target = path ? join(document, '..', path) : document;
      if (!existsSync(join(ROOT, target))) return true;
      return heading !== undefined && !headingsOf(read(target)).includes(heading);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
    expect(links.length).toBeGreaterThan(0);
  });
});

/** The anchors that a reader of Markdown makes of headings. */
const headingsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replace(/ /g, '-'),
  );

it('Every test and file that shows a requirement is there', () => {
  const shown = rows.flatMap(({ files }) => files);
  expect(shown.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(new Set(shown).size).toBeGreaterThan(80);
});

it('The bill of materials is made of what is shipped', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  expect(scripts.sbom).toMatch(/^npm sbom .*--sbom-format cyclonedx .*--omit dev$/);
});
