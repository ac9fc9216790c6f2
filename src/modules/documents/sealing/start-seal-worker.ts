import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

const HEAP_MEGABYTES = 384;

/** Starts the sealing worker, without an environment. It does not keep the program alive while it has nothing to do. */
export function startSealWorker(): Worker {
  const limits = { env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES } };
  const file = join(__dirname, `seal-worker${extname(__filename)}`);
  const worker =
    extname(file) === '.ts' ? new Worker(taught(file), { eval: true, ...limits }) : new Worker(file, limits);
  worker.unref();
  return worker;
}

/** Under jest the program is TypeScript, which node has to be taught first. */
function taught(file: string): string {
  const swc = JSON.stringify(createRequire(__filename).resolve('@swc/core'));
  const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } };
  return `
    const { transformFileSync } = require(${swc});
    require.extensions['.ts'] = (module, file) =>
      module._compile(transformFileSync(file, { swcrc: false, ...${JSON.stringify(options)} }).code, file);
    require(${JSON.stringify(file)});`;
}
