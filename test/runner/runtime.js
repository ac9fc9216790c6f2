// How modules are loaded in tests. Our own code is loaded afresh for each test file, as Jest does it; packages are not.
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;
const { load, pathInPackages } = require('./packages');

/** What was compiled in this worker, by file. A module is what a call of its function makes: each test file calls anew. */
const compiled = new Map();

module.exports = class PackagesOnceRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    const { executor } = this;
    executor.compile = (source, filename) => {
      if (executor.environment.getVmContext() === null) return null;
      const known = compiled.get(filename);
      if (known?.source === source) return known.run;
      const run = compileFunction(source, executor.injectedModuleParameters, { filename });
      compiled.set(filename, { source, run });
      return run;
    };
  }

  requireModule(from, name, options, isRequireActual) {
    const path = options?.isInternalModule ? undefined : pathInPackages(from, name);
    return path ? load(path) : super.requireModule(from, name, options, isRequireActual);
  }
};
