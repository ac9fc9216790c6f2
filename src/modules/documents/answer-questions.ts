import { Worker } from 'node:worker_threads';

const EVERY_MILLISECONDS = 20;
/** By which signal a process ends itself: the server reads the cause from it. */
export const OUT_OF_TIME: NodeJS.Signals = 'SIGXCPU';
const OUT_OF_MEMORY: NodeJS.Signals = 'SIGKILL';

/**
 * The life of a child process of `pdf-processes.ts`: it answers one question after another for as long as the channel to the
 * server lives, without an environment, a database or Nest. Its last argument says how many milliseconds of computing time a
 * question may take.
 */
export function answerQuestions<Question, Answer>(
  mostMegabytes: number,
  answer: (question: Question) => Promise<Answer>,
): void {
  const deadline = watch(mostMegabytes);
  const budget = Number(process.argv.at(-1));
  // Ctrl-C and a stopping service signal the whole group: the server finishes its requests first, and then closes the channel.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('message', (question: Question) => {
    const { user, system } = process.cpuUsage();
    deadline[0] = (user + system) / 1000 + budget;
    void answer(question).then((given) => {
      deadline[0] = Infinity;
      process.send?.(given);
    });
  });
}

/**
 * Ends this process when a question takes more computing time or memory than it may: nothing on the main thread runs while it
 * computes, and pictures and inflated streams do not count against V8's heap. Time that others have used on a busy machine does
 * not count. So that no orphan computes for ever, it ends as well when its parent has.
 */
function watch(mostMegabytes: number): Float64Array {
  const deadline = new Float64Array(new SharedArrayBuffer(8)).fill(Infinity);
  const program = `
    const { workerData: deadline } = require('node:worker_threads');
    const parent = process.ppid;
    setInterval(() => {
      const { user, system } = process.cpuUsage();
      if ((user + system) / 1000 > deadline[0]) process.kill(process.pid, '${OUT_OF_TIME}');
      const tooLarge = process.memoryUsage.rss() > ${mostMegabytes * 1024 * 1024};
      if (tooLarge || process.ppid !== parent) process.kill(process.pid, '${OUT_OF_MEMORY}');
    }, ${EVERY_MILLISECONDS});`;
  new Worker(program, { eval: true, workerData: deadline }).unref();
  return deadline;
}
