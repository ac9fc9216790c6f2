// How modules are loaded in tests. Our own code runs afresh for each test file, as Jest has it, but is read, translated and
// compiled once for a worker. Packages are loaded once for a worker.
const { statSync } = require('node:fs');
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;
const { load, pathInPackages } = require('./packages');

/** What was translated in this worker, by file: `stamp` tells whether the file is still the same. */
const translated = new Map();

/** What was compiled in this worker, by file. A module is what a call of its function makes: each test file calls anew. */
const compiled = new Map();

const stampOf = (filename) => {
  const { mtimeMs, size } = statSync(filename);
  return `${mtimeMs} ${size}`;
};

/** Makes a `TransformCache` of Jest's remember over the test files of a worker. */
function translateOnce(cache, project) {
  const translate = cache.transform.bind(cache);
  cache.transform = (filename, options) => {
    const key = `${project} ${options?.isInternalModule ?? false} ${filename}`;
    const stamp = stampOf(filename);
    const known = translated.get(key);
    if (known?.stamp !== stamp) {
      const code = translate(filename, options);
      translated.set(key, { stamp, result: cache.transforms.get(filename) ?? { code } });
      return code;
    }
    const { result } = known;
    cache.transforms.set(filename, result);
    if (result.sourceMapPath) cache.sourceMaps.set(filename, result.sourceMapPath);
    return result.code;
  };
}

/** Makes a `ModuleExecutor` of Jest's compile in the worker's realm, and once. */
function compileOnce(executor) {
  executor.compile = (source, filename) => {
    if (executor.environment.getVmContext() === null) return null;
    const known = compiled.get(filename);
    if (known?.source === source) return known.run;
    const run = compileFunction(source, executor.injectedModuleParameters, { filename });
    compiled.set(filename, { source, run });
    return run;
  };
}

module.exports = class PackagesOnceRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    const [config, , , , , coverage] = given;
    if (!coverage?.collectCoverage) translateOnce(this.transformCache, config.id);
    compileOnce(this.executor);
  }

  requireModule(from, name, options, isRequireActual) {
    const path = options?.isInternalModule ? undefined : pathInPackages(from, name);
    return path ? load(path) : super.requireModule(from, name, options, isRequireActual);
  }
};
