const { availableParallelism } = require('node:os');

// One jest for three tiers: *.spec.ts touches nothing outside the process, *.int-spec.ts a real Postgres,
// *.e2e-spec.ts the whole application. `--selectProjects unit` runs the first alone.
const swc = (parser) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      parser,
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic', importSource: 'preact' },
      },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
];
const base = {
  rootDir: __dirname,
  runtime: './test/runner/runtime.js',
  testEnvironment: './test/runner/environment.js',
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.build'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.build', '<rootDir>/.placet/'],
  transform: {
    '^.+\\.tsx?$': swc({ syntax: 'typescript', decorators: true, tsx: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|@libpdf|@noble|@scure|content-disposition|glob|nestjs-pino|preact|preact-render-to-string)/)',
  ],
};
module.exports = {
  projects: [
    {
      ...base,
      displayName: 'unit',
      testRegex: '\\.spec\\.tsx?$',
      globalSetup: './test/support/bundle-islands.ts',
    },
    {
      ...base,
      displayName: 'real',
      testRegex: '\\.(int|e2e)-spec\\.tsx?$',
      globalSetup: './test/support/global-setup.ts',
      globalTeardown: './test/support/global-teardown.ts',
    },
  ],
  // A guard against what hangs, and no limit of any test: ten times what the slowest takes on a machine that is busy and slow.
  testTimeout: 300_000,
  // Suites wait for databases, browsers and clocks as much as they compute: two cores are not busy with two of them.
  maxWorkers: Math.max(3, availableParallelism()),
  // Each suite leaves its copy of every module behind in the worker: beyond this a new one is quicker than the garbage.
  workerIdleMemoryLimit: '2GB',
};
