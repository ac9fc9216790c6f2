// Packages, which a worker loads once for all its test files: by Node itself and as they are, the way production loads them.
const { createRequire } = require('node:module');
const { dirname, join, sep } = require('node:path');
const { keepGlobals } = require('./realm');

const OF_PACKAGES = `${sep}node_modules${sep}`;

/** Where Node finds what a file asks for, by both. */
const found = new Map();

/** What was loaded, by path. */
const loaded = new Map();

/** The path of a module of a package. Nothing for a module of ours and for one of Node's. */
function pathInPackages(from, name) {
  if (!name) return undefined;
  if (name.startsWith('.')) return undefined;
  if (name.startsWith(sep)) return name.includes(OF_PACKAGES) ? name : undefined;
  const key = `${name}\n${from}`;
  let path = found.get(key);
  if (path === undefined) found.set(key, (path = createRequire(from).resolve(name)));
  return path.includes(OF_PACKAGES) ? path : undefined;
}

function load(path) {
  if (!loaded.has(path))
    loaded.set(
      path,
      keepGlobals(() => require(path)),
    );
  return loaded.get(path);
}

/** Globals in which packages keep what the decorators of our classes told them. They make new ones when they miss them. */
const STORAGES = ['typeormMetadataArgsStorage', 'classValidatorMetadataStorage'];

const fileOf = (name, file) => join(dirname(require.resolve(name)), file);

/**
 * Some packages keep our classes, or what the last server told them, in variables of theirs. The next file brings classes of its
 * own under the same names and starts servers of its own: for it, these packages are as if they had just been loaded.
 */
const FORGETS = [
  [fileOf('class-transformer', 'storage.js'), ({ defaultMetadataStorage }) => emptyMaps(defaultMetadataStorage)],
  [fileOf('class-validator', 'container.js'), ({ useContainer }) => useContainer(aContainer())],
  [
    fileOf('@nestjs/typeorm', 'entities-metadata.storage.js'),
    ({ EntitiesMetadataStorage: { storage } }) => storage.clear(),
  ],
  [fileOf('@nestjs/typeorm', 'data-source-name.registry.js'), ({ DataSourceNameRegistry: names }) => names.clear()],
  [fileOf('nestjs-pino', 'PinoLogger.js'), ({ __resetOutOfContextForTests: forget }) => forget()],
  [fileOf('@nestjs/common', 'services/logger.service.js'), ({ Logger }) => Object.assign(Logger, asAtFirst(Logger))],
];

function emptyMaps(storage) {
  for (const map of Object.values(storage)) if (map instanceof Map) map.clear();
}

/** As the one that class-validator brings, whose instances nothing can take away again. */
function aContainer() {
  const made = new Map();
  return { get: (type) => made.get(type) ?? made.set(type, new type()).get(type) };
}

let loggerAtFirst;

/** Which logger Nest's own one writes to, its levels, and what it holds back. */
function asAtFirst({ staticInstanceRef, logLevels, isBufferAttached }) {
  loggerAtFirst ??= { staticInstanceRef, logLevels, isBufferAttached };
  return { ...loggerAtFirst, logBuffer: [] };
}

/** Before each test file. A package that no file has loaded yet is loaded by this, which costs a worker once. */
function forgetTheLastFile() {
  for (const [path, forget] of FORGETS) forget(load(path));
  for (const name of STORAGES) delete globalThis[name];
}

module.exports = { forgetTheLastFile, load, pathInPackages };
