import { Flood } from './flood';

describe('Lines that say the same', () => {
  const told: [string, number][] = [];
  let flood: Flood;
  beforeEach(() => {
    jest.useFakeTimers();
    told.length = 0;
    flood = new Flood((kind, left) => told.push([kind, left]));
  });
  afterEach(() => jest.useRealTimers());

  const written = (kind: string, times: number) =>
    Array.from({ length: times }, () => flood.admit(kind)).filter(Boolean);

  it('are written ten times in ten seconds, then counted', () => {
    expect(written('a', 25)).toHaveLength(10);
    expect(written('b', 3)).toHaveLength(3);
    jest.advanceTimersByTime(10_000);
    expect(told).toEqual([['a', 15]]);
    expect(written('a', 1)).toHaveLength(1);
  });

  it('of a thousand kinds are told apart, and no more', () => {
    for (let kind = 0; kind < 1000; kind += 1) flood.admit(`kind ${kind}`);
    const beyond = Array.from({ length: 50 }, (_, kind) => flood.admit(`beyond ${kind}`));
    expect(beyond.filter(Boolean)).toHaveLength(10);
  });
});
