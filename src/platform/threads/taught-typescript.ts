import { createRequire } from 'node:module';
import { extname } from 'node:path';

/**
 * The source of a program that runs `file`, where that is TypeScript (under jest) and node has to be taught it first; null
 * where it is compiled and node runs it as it is. It sees to the files that the program imports as well.
 */
export function taughtTypescript(file: string): string | null {
  if (extname(file) !== '.ts') return null;
  const swc = JSON.stringify(createRequire(__filename).resolve('@swc/core'));
  const options = {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs', ignoreDynamic: true },
  };
  return `
    const { transformFileSync } = require(${swc});
    require.extensions['.ts'] = (module, file) =>
      module._compile(transformFileSync(file, { swcrc: false, ...${JSON.stringify(options)} }).code, file);
    require(${JSON.stringify(file)});`;
}
