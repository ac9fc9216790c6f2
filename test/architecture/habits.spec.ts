import ts from 'typescript';
import { filesBelow, isSpec, nodes, parsed, read } from './source-files';

/** Who may ask the machine for the time, beside the clock itself, the playground and specs, and why. */
const MAY_READ_THE_TIME: Record<string, string> = {
  'src/seed-new.ts': 'names a file after the moment it was made',
  'src/modules/verifier/command.ts': 'is a program of its own, on somebody else’s machine',
  'src/modules/notifications/channels/post-to-provider.ts': 'a Retry-After counts in the provider’s time, not in ours',
};

const shipped = parsed('src', 'migrations').filter(({ fileName }) => !isSpec(fileName));
const where = (file: ts.SourceFile, node: ts.Node): string =>
  `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;

/** `new Date()`, `Date()` and `Date.now()`: "now" as the machine has it, which no test can move. */
function readsTheTime(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  return ts.isCallExpression(node) && ['Date', 'Date.now'].includes(node.expression.getText());
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
