// What has to pass before a change lands, as many steps at once as there are cores. What a step says is printed as one piece when
// it ends. `--without STEP` leaves one out. Ends with 1 when any step failed, after all of them have run.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** Scripts of package.json, the longest first. */
const STEPS = ['lint', 'typecheck', 'unit', 'api', 'arrows'];

const { without } = parseArgs({ options: { without: { type: 'string', multiple: true, default: [] } } }).values;
const unknown = without.filter((step) => !STEPS.includes(step));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are ${STEPS.join(', ')}`);
  process.exit(2);
}

const waiting = STEPS.filter((step) => !without.includes(step));
const failed = [];
const running = new Set();
process.on('SIGINT', () => running.forEach((child) => child.kill('SIGINT')));

function run(step) {
  return new Promise((done) => {
    const began = performance.now();
    const said = [];
    const child = spawn('npm', ['run', '--silent', step], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece));
    child.on('close', (code) => {
      running.delete(child);
      const seconds = Math.round((performance.now() - began) / 1000);
      if (code !== 0) failed.push(step);
      process.stdout.write(`\n--- ${step}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)\n${Buffer.concat(said)}`);
      done();
    });
  });
}

async function lane() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await run(step);
}

await Promise.all(Array.from({ length: availableParallelism() }, lane));
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
