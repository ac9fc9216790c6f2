// The one JavaScript realm of a worker, which all its test files share: what is in it before a file, and the way back to that.

/** Names that packages put on the global object while they were loaded, once for all files. */
const ofPackages = new Set();

const names = () => Reflect.ownKeys(globalThis);
const same = (one, other) => ['value', 'get', 'set'].every((part) => Object.is(one?.[part], other[part]));

/** Runs `load`. What it adds to the global object is there for good. */
function keepGlobals(load) {
  const before = new Set(names());
  try {
    return load();
  } finally {
    for (const name of names()) if (!before.has(name)) ofPackages.add(name);
  }
}

/** Answers how to undo what a test file does to the global object and to `process`. */
function remember() {
  const undoing = [undoProcess(process.env, process.exit, process.cwd()), undoSignals(), undoGlobals()];
  return () => undoing.forEach((undo) => undo());
}

function undoProcess(env, exit, folder) {
  const variables = { ...env };
  return () => {
    process.env = env;
    for (const name of Object.keys(env)) if (!(name in variables)) delete env[name];
    for (const [name, value] of Object.entries(variables)) if (env[name] !== value) env[name] = value;
    process.exit = exit;
    if (process.cwd() !== folder) process.chdir(folder);
  };
}

function undoSignals() {
  const heard = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, process.listeners(signal)]);
  return () => {
    for (const [signal, before] of heard)
      for (const listener of process.listeners(signal)) if (!before.includes(listener)) process.off(signal, listener);
  };
}

function undoGlobals() {
  const globals = new Map(names().map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  return () => {
    for (const name of names())
      if (!globals.has(name) && !ofPackages.has(name)) Reflect.deleteProperty(globalThis, name);
    for (const [name, before] of globals)
      if (!same(Object.getOwnPropertyDescriptor(globalThis, name), before))
        Reflect.defineProperty(globalThis, name, before);
  };
}

module.exports = { keepGlobals, remember };
