import { Worker } from 'node:worker_threads';

const EVERY_MILLISECONDS = 50;

/**
 * Ends this process when it takes more memory than it may: pictures and inflated streams do not count against V8's heap,
 * and nothing on the main thread runs while it draws. So that no orphan draws for ever, it ends as well when its parent has.
 */
export function watchMemory(mostMegabytes: number): void {
  const watch = `
    const parent = process.ppid;
    setInterval(() => {
      if (process.memoryUsage.rss() > ${mostMegabytes * 1024 * 1024} || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
    }, ${EVERY_MILLISECONDS});`;
  new Worker(watch, { eval: true }).unref();
}
