import { FairQueue } from './fair-queue';

const queueOf = (...jobs: string[]) => {
  const queue = new FairQueue<{ owner: string; name: string }>();
  for (const name of jobs) queue.add({ owner: name[0], name });
  return queue;
};
const nobody = () => 0;

describe('A fair queue', () => {
  it('lets owners take turns, each in its own order', () => {
    const queue = queueOf('a1', 'a2', 'a3', 'b1', 'c1', 'b2');
    const taken = Array.from({ length: 7 }, () => queue.take(nobody)?.name);
    expect(taken).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', undefined]);
  });

  it('prefers who has nothing under way, and gives the rest to whoever is next', () => {
    const queue = queueOf('a1', 'b1');
    expect(queue.take((owner) => (owner === 'a' ? 1 : 0))?.name).toBe('b1');
    expect(queue.take(() => 1)?.name).toBe('a1');
  });

  it('takes one back to the head of its line, and counts', () => {
    const queue = queueOf('a1', 'a2', 'b1');
    queue.addFirst(queue.take(nobody)!);
    expect([queue.size, queue.waitingOf('a'), queue.waitingOf('x')]).toEqual([3, 2, 0]);
    expect(queue.take((owner) => (owner === 'b' ? 1 : 0))?.name).toBe('a1');
    expect(queue.clear().map(({ name }) => name)).toEqual(['b1', 'a2']);
    expect(queue.size).toBe(0);
  });
});
