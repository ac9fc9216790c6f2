import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** How a program of `src/` ended. */
export interface Ended {
  code: number | null;
  /** What it said, on either stream, line by line. */
  lines: string[];
}

/**
 * Runs a program of `src/` as a process of its own, with nothing but this environment, until it ends. A server or a worker has to
 * end by itself, for in that process something goes on for ever.
 */
export async function runToItsEnd(
  program: 'main' | 'worker' | 'admin',
  environment: Record<string, string>,
  words: string[] = [],
): Promise<Ended> {
  const source = `${program === 'admin' ? '' : ENDLESS}${programSource(program)}`;
  const child = spawn(process.execPath, ['-e', source, '--', program, ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = Buffer.concat(said).toString().trim().split('\n');
  return { code, lines };
}

const ENDLESS = 'setInterval(() => undefined, 2 ** 30);';

/** What `node -e` runs to be this program, without a build. */
export const programSource = (program: 'main' | 'worker' | 'admin'): string =>
  bootstrap(join(__dirname, '..', '..', 'src', `${program}.ts`));

/** Teaches node TypeScript as jest knows it, without a build. */
function bootstrap(file: string): string {
  const swc = createRequire(__filename).resolve('@swc/core');
  const transform = {
    legacyDecorator: true,
    decoratorMetadata: true,
    react: { runtime: 'automatic', importSource: 'preact' },
  };
  const jsc = { parser: { syntax: 'typescript', decorators: true, tsx: true }, transform, target: 'es2022' };
  const options = { swcrc: false, jsc: { ...jsc, keepClassNames: true }, module: { type: 'commonjs' } };
  return `
    const { transformFileSync } = require(${JSON.stringify(swc)});
    for (const kind of ['.ts', '.tsx']) require.extensions[kind] = (module, file) =>
      (file === ${JSON.stringify(file)} ? (process.mainModule = module) : module)._compile(transformFileSync(file, ${JSON.stringify(options)}).code, file);
    require(${JSON.stringify(file)});`;
}
