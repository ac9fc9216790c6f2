import { Turns } from './turns';

describe('Turns', () => {
  it('are taken one after the other under a name, and side by side under different ones', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const work =
      (name: string, ...behind: Promise<unknown>[]) =>
      async () => {
        seen.push(`${name} begins`);
        await Promise.all(behind);
        seen.push(`${name} ends`);
        return name;
      };
    let endFirst = () => {};
    const ended = new Promise<void>((resolve) => (endFirst = resolve));
    const all = [turns.take('a', work('a1', ended)), turns.take('a', work('a2')), turns.take('b', work('b1'))];
    await all[2];
    endFirst();
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'b1']);
    expect(seen).toEqual(['a1 begins', 'b1 begins', 'b1 ends', 'a1 ends', 'a2 begins', 'a2 ends']);
  });

  it('come also after what has failed, and nothing is remembered of them', async () => {
    const turns = new Turns();
    const failed = turns.take('a', () => Promise.reject(new Error('no')));
    const next = turns.take('a', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
    expect(turns.size).toBe(0);
  });

  it('are taken by no more than a thousand at once under a name: whoever comes then is told, and nothing is done', async () => {
    const turns = new Turns();
    let done = 0;
    let open = () => {};
    const held = turns.take('a', () => new Promise<void>((resolve) => (open = resolve)));
    const waiting = Array.from({ length: 999 }, () => turns.take('a', () => Promise.resolve(++done)));
    await expect(turns.take('a', () => Promise.resolve(++done))).rejects.toThrow('Too many calls are waiting');
    expect(await turns.take('b', () => Promise.resolve('at once'))).toBe('at once');
    open();
    await Promise.all([held, ...waiting]);
    expect([done, turns.size]).toEqual([999, 0]);
    expect(await turns.take('a', () => Promise.resolve('again'))).toBe('again');
  });
});
