import ts from 'typescript';
import { isSpec, nodes, parsed } from './source-files';

/** Sizes to notice: a smell to look at, not a rule to game, so this prints and never fails. */
const LONGEST_FUNCTION = 40;
const MOST_DEPENDENCIES = 6;

const linesOf = (file: ts.SourceFile, node: ts.Node): number => {
  const line = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  return line(node.getEnd()) - line(node.getStart()) + 1;
};

/** What kind of file this is and how many lines such a file should have at most. */
function limitOf(file: ts.SourceFile): [kind: string, limit: number] | undefined {
  const name = file.fileName;
  if (isSpec(name)) return ['spec', 250];
  if (name.endsWith('.controller.ts')) return ['controller', 120];
  if (name.endsWith('.service.ts')) return ['service', 120];
  if (name.endsWith('.entity.ts')) return ['entity', 60];
  const executes = nodes(file, ts.isMethodDeclaration).some((method) => method.name.getText() === 'execute');
  return name.startsWith('src/modules/') && executes ? ['use case', 80] : undefined;
}

function remarks(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const note = (what: string, size: number, limit: number) =>
    size > limit && found.push(`${what} ${size} (<= ${limit})`);
  const limit = limitOf(file);
  if (limit) note(`${limit[0]} lines`, file.getLineStarts().length - 1, limit[1]);
  if (!isSpec(file.fileName)) {
    for (const node of nodes(file, ts.isFunctionLike)) {
      note(`lines of ${node.name?.getText() ?? 'a function'}`, linesOf(file, node), LONGEST_FUNCTION);
      if (ts.isConstructorDeclaration(node))
        note('constructor dependencies', node.parameters.length, MOST_DEPENDENCIES);
    }
  }
  return found.map((remark) => `size to notice: ${file.fileName}: ${remark}`);
}

it('Sizes worth a look are printed, not failed', () => {
  const found = parsed('src', 'test').flatMap(remarks);
  if (found.length > 0) process.stderr.write(`${found.join('\n')}\n`);
});
