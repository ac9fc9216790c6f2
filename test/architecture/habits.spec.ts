import ts from 'typescript';
import { filesBelow, isSpec, nodes, parsed, read } from './source-files';

/** Who may ask the machine for the time, beside the clock itself, the playground and specs, and why. */
const MAY_READ_THE_TIME: Record<string, string> = {
  'src/seed-new.ts': 'names a file after the moment it was made',
  'src/modules/verifier/command.ts': 'is a program of its own, on somebody else’s machine',
  'src/modules/notifications/channels/post-to-provider.ts': 'a Retry-After counts in the provider’s time, not in ours',
};

/** Who may wait for a moment to pass in a test, and why. */
const MAY_WAIT: Record<string, string> = {
  'test/support/eventually.ts': 'rests between two looks at what a test waits for',
  'test/support/held-timers.ts': 'holds back the timers of the code under test',
};

const shipped = parsed('src', 'migrations').filter(({ fileName }) => !isSpec(fileName));
const where = (file: ts.SourceFile, node: ts.Node): string =>
  `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;

/** `new Date()`, `Date()` and `Date.now()`: "now" as the machine has it, which no test can move. */
function readsTheTime(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  return ts.isCallExpression(node) && ['Date', 'Date.now'].includes(node.expression.getText());
}

const tests = parsed('src', 'migrations', 'test').filter(
  ({ fileName }) => fileName.startsWith('test/') || isSpec(fileName),
);
/** As jest.config.js has it: beyond it nothing waits any more. */
const USUAL_LIMIT_MS = 300_000;
const WAITING = ['setTimeout', 'waitForTimeout', 'performance', 'hrtime', 'monitorEventLoopDelay'];

/** What makes a test depend on how quick a machine is: a wait for some time, a measured time, a limit of its own. */
function dependsOnTheClock(node: ts.Node): node is ts.Identifier | ts.StringLiteral | ts.CallExpression {
  if (ts.isIdentifier(node)) return WAITING.includes(node.text);
  if (ts.isStringLiteral(node)) return /^(node:)?timers\/promises$/.test(node.text);
  if (!ts.isCallExpression(node)) return false;
  const [first, ...others] = node.arguments;
  if (node.expression.getText() === 'expect') return /Date\.now\(\) - |- Date\.now\(\)/.test(first?.getText() ?? '');
  const defines = /^(it|test|beforeAll|beforeEach|afterAll|afterEach)\b/.test(node.expression.getText());
  return defines && others.some((limit) => ts.isNumericLiteral(limit) && Number(limit.text) <= USUAL_LIMIT_MS);
}

describe('The code', () => {
  it('is found', () => {
    expect(shipped.length).toBeGreaterThan(50);
  });

  it('has no forwardRef: two modules that need each other are one, or a third is missing', () => {
    const found = shipped.flatMap((file) =>
      nodes(file, ts.isIdentifier)
        .filter(({ text }) => text === 'forwardRef')
        .map((node) => where(file, node)),
    );
    expect(found).toEqual([]);
  });

  it('asks the clock for the time, never the machine', () => {
    const readers = shipped
      .filter(({ fileName }) => !/^src\/(platform\/clock|playground)\//.test(fileName))
      .filter((file) => nodes(file, readsTheTime).length > 0)
      .map(({ fileName }) => fileName);
    expect(readers).toEqual(Object.keys(MAY_READ_THE_TIME).sort());
  });

  it('has tests that pass on any machine: they wait for what happens, and measure no time', () => {
    const found = tests
      .filter(({ fileName }) => !(fileName in MAY_WAIT) && !fileName.startsWith('test/architecture/'))
      .flatMap((file) =>
        nodes(file, dependsOnTheClock).map((node) => `${where(file, node)}: ${node.getText().slice(0, 80)}`),
      );
    expect(found).toEqual([]);
  });

  it('names no folder of somebody’s machine', () => {
    const personal = /(?<![\w.])\/(work|home\/\w+|Users\/\w+)\/|\b[A-Z]:\\\\?Users/;
    const texts = /\.(tsx?|m?js|cjs|json|ya?ml|md|html|css|sh|example)$|(^|\/)(Dockerfile|\.dockerignore|run)$/;
    const found = filesBelow('')
      .filter((path) => texts.test(path) && path !== 'package-lock.json')
      .flatMap((path) =>
        read(path)
          .split('\n')
          .flatMap((line, index) =>
            personal.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
          ),
      );
    expect(found).toEqual([]);
  });
});
