// Who may import whom. `npm run check` fails on anything else; test/architecture/arrows.spec.ts proves that each rule bites.

/** The arrows between modules: what a module may import, beside the platform and itself. Nobody's list has `auth`. */
const ARROWS = {
  pages: [
    ...['requests', 'credentials', 'subjects', 'identity', 'organizations'],
    ...['documents', 'evidence', 'verifier'],
  ],
  requests: [
    ...['credentials', 'groups', 'resources', 'subjects', 'identity', 'notifications'],
    ...['documents', 'evidence', 'organizations'],
  ],
  credentials: ['resources', 'subjects', 'keys', 'documents', 'evidence', 'organizations'],
  identity: ['subjects', 'notifications', 'evidence', 'organizations'],
  groups: ['resources'],
  resources: ['documents'],
  subjects: ['keys', 'evidence', 'organizations'],
  organizations: ['keys'],
  evidence: ['keys'],
  verifier: ['keys'],
  auth: ['organizations', 'evidence'],
  documents: ['verifier'],
  notifications: [],
  // It hears facts and reads what they are about; nobody imports it.
  webhooks: ['evidence', 'organizations', 'credentials', 'requests', 'subjects', 'identity', 'notifications'],
  keys: [],
  'vc-api': ['keys'],
};

/** What may import the playground: the files that decide whether there is one. */
const PLAYGROUND_DOORS = ['main', 'seed', 'app.module', 'admin'];

const anyOf = (names) => `(${names.join('|')})`;
/** Specs beside the code set their own scene: they may take test/support, test tools and other modules (by the index). */
const SPEC = '[.-]spec\\.tsx?$';
const INDEX = 'index\\.tsx?$';
/** The second door of a module, for what runs without the server. */
const OFFLINE = '^src/modules/(keys/offline|verifier/checking/pdf)/index\\.ts$';
const OURS = '^(src|migrations|test|bench|chaos|corpus)/';
/** Files that start or assemble the application lie directly in src/ and may import anything. */
const ENTRY_POINT = '[^/]+\\.tsx?$';

const forbid = (name, comment, rule) => ({ name, comment, severity: 'error', ...rule });
/** Holds for a file whether or not it imports anything or is imported. */
const refuseFile = (name, comment, path, pathNot) =>
  forbid(name, comment, { from: {}, module: { path, ...(pathNot && { pathNot }), numberOfDependentsLessThan: 100 } });

const betweenModules = Object.entries(ARROWS).map(([module, allowed]) =>
  forbid(`arrows-of-${module}`, `${module} may import: ${allowed.join(', ') || 'the platform only'}`, {
    from: { path: `^src/modules/${module}/`, pathNot: SPEC },
    to: { path: `^src/modules/(?!${anyOf([module, ...allowed])}/)` },
  }),
);

const aroundModules = [
  refuseFile(
    'module-without-arrows',
    'A module needs a line in ARROWS',
    `^src/modules/(?!${anyOf(Object.keys(ARROWS))}/)`,
  ),
  forbid('module-behind-its-index', 'Import the index.ts of another module, nothing behind it', {
    from: { path: '^(?:src|migrations)/(?:modules/([^/]+)/|)' },
    to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', `^src/modules/[^/]+/${INDEX}`, OFFLINE] },
  }),
  forbid(
    'checker-stands-alone',
    'What checks files becomes one file that runs anywhere: no Nest, no network, of the platform the rules of JSON only',
    {
      from: { path: '^src/modules/(verifier/(checking/|command\\.ts$)|keys/offline/)', pathNot: SPEC },
      to: {
        path: '(^src/platform/(?!json/)|node_modules/@nestjs/|^(node:)?(http2?|https|net|tls|dns|dgram)$)',
        reachable: true,
      },
    },
  ),
  forbid('platform-behind-its-index', 'From outside the platform, import the index.ts of its folders', {
    from: { path: '^(src/(?!platform/)|migrations/)' },
    to: { path: '^src/platform/', pathNot: [`^src/platform/[^/]+/${INDEX}`, '^src/platform/platform\\.module\\.ts$'] },
  }),
  forbid('module-imports-entry-point', 'A module is assembled by src/*.ts and does not know them', {
    from: { path: '^src/(modules|platform)/', pathNot: SPEC },
    to: { path: `^src/${ENTRY_POINT}` },
  }),
  forbid('platform-knows-no-module', 'The platform knows nothing of requests', {
    from: { path: '^src/platform/', pathNot: SPEC },
    to: { path: '^src/modules/' },
  }),
  forbid('playground-is-optional', `Only ${PLAYGROUND_DOORS.join(', ')} decide whether there is a playground`, {
    from: { path: `^src/(?!playground/|${anyOf(PLAYGROUND_DOORS)}\\.ts$)` },
    to: { path: '^src/playground/' },
  }),
];

const migrations = [
  forbid('migration-stands-alone', 'A migration never changes, so it imports nothing that may', {
    from: { path: '^migrations/(?!seeds/)' },
    to: { path: '^src/' },
  }),
  forbid('seed-knows-the-platform', 'A seed imports the platform and its own support, nothing else of src', {
    from: { path: '^migrations/seeds/(?!support/)' },
    to: { path: '^src/(?!platform/)' },
  }),
  forbid('seed-support-arrows', 'seeds/support reads PDFs and checks content as documents and resources do', {
    from: { path: '^migrations/seeds/support/' },
    to: { path: '^src/(?!platform/|modules/(documents|resources)/)' },
  }),
  forbid(
    'migrations-belong-to-the-database',
    'Only platform/database, entry points and the playground run migrations',
    {
      from: { path: `^src/(?!platform/database/|playground/|${ENTRY_POINT})` },
      to: { path: '^migrations/' },
    },
  ),
  forbid('migrations-behind-their-index', 'platform/database takes the list of migrations, not one of them', {
    from: { path: '^src/platform/database/' },
    to: { path: '^migrations/', pathNot: `^migrations/${INDEX}` },
  }),
];

const whatShips = [
  forbid('shipped-code-imports-tests', 'What ships knows neither tests nor benchmarks nor chaos nor the corpus', {
    from: { path: '^(src|migrations)/', pathNot: SPEC },
    to: { path: '^(test|bench|chaos|corpus)/' },
  }),
  forbid(
    'spec-beyond-test-support',
    'A spec beside the code takes test/support, not another test and not the benchmark',
    {
      from: { path: `^(src|migrations)/.*${SPEC}` },
      to: { path: '^(test|bench)/', pathNot: '^test/support/' },
    },
  ),
  forbid('spec-is-imported', 'Nobody imports a spec', { from: {}, to: { path: `${OURS}.*${SPEC}` } }),
  forbid('shipped-code-imports-dev-dependency', 'The package is not there in production: see devDependencies', {
    from: { path: '^(src|migrations)/', pathNot: SPEC },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  }),
  forbid(
    'optional-package-outside-the-playground',
    'An image may lack it: only these do without when it is not there',
    {
      from: {
        path: '^(src|migrations)/',
        pathNot: ['^src/playground/', '^src/modules/documents/(draw-pages|sealing/typesetting)\\.ts$'],
      },
      to: { dependencyTypes: ['npm-optional'] },
    },
  ),
  forbid('undeclared-package', 'The package is here by luck only: put it into package.json', {
    from: { path: '^(src|migrations)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  }),
  forbid('unresolvable', 'No such file or package', { from: {}, to: { couldNotResolve: true } }),
];

const everywhere = [
  forbid('no-cycles', 'A imports B imports A', { from: {}, to: { circular: true } }),
  refuseFile(
    'no-drawers',
    'Name a file by what it does: utils, helpers, common, misc and shared say nothing',
    `${OURS}(.*/|)([^/]+[-.]|)${anyOf(['utils?', 'helpers?', 'common', 'misc', 'shared'])}(/|\\.[^/]+$)`,
  ),
];

module.exports = {
  forbidden: [...betweenModules, ...aroundModules, ...migrations, ...whatShips, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types', 'typings'],
    },
  },
};
