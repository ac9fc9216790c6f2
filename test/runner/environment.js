// Where a test file runs: in the worker's own realm, so that an Error or an Array is one wherever it comes from. Once the file is
// over, globals, `process` and mocks are as they were before it.
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { forgetTheLastFile } = require('./packages');
const { remember } = require('./realm');

module.exports = class OneRealmEnvironment {
  constructor({ projectConfig: config }) {
    forgetTheLastFile();
    this.undo = remember();
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    const timerConfig = { idToRef: (timer) => timer, refToId: (timer) => timer };
    this.fakeTimers = new LegacyFakeTimers({
      config,
      global: globalThis,
      moduleMocker: this.moduleMocker,
      timerConfig,
    });
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    this.undo();
    this.global = undefined;
  }

  /** What Node keeps for good (a histogram of the event loop, say) keeps the hook that made it, and with it a whole server. */
  handleTestEvent({ name }, { rootDescribeBlock }) {
    if (name === 'teardown') takeApart(rootDescribeBlock);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** There is none: see `compile` of the runtime. Jest wants something that is not null while the file runs. */
  getVmContext() {
    return this.global ?? null;
  }
};

function takeApart({ hooks, children, tests = [] }) {
  for (const child of children) if (child.type === 'describeBlock') takeApart(child);
  for (const part of [hooks, children, tests].flatMap((parts) => parts.splice(0)))
    part.fn = part.asyncError = part.parent = undefined;
}
