import { Metrics } from '../metrics';
import type { WaitingWork } from './delivery-loop';

/** Tells in the metrics what waits in a queue and how late it is, by kind; `kinds` are told with 0 when nothing waits. */
export function measureQueue(
  metrics: Metrics,
  queue: string,
  kinds: readonly string[],
  read: () => Promise<WaitingWork[]>,
): void {
  const told = (of: (work: WaitingWork) => number) => async () => {
    const found = new Map((await read()).map((work) => [work.kind, work]));
    return kinds.map((kind) => {
      const work = found.get(kind);
      return { labels: { queue, kind }, value: work ? of(work) : 0 };
    });
  };
  const labels = ['queue', 'kind'];
  const length = told(({ waiting }) => waiting);
  const lateness = told(({ secondsLate }) => secondsLate);
  metrics.measure('placet_queue_waiting', 'What waits to be done; counted up to 100,000', length, labels);
  metrics.measure('placet_queue_late_seconds', 'How long ago the most overdue of it was due', lateness, labels);
}
