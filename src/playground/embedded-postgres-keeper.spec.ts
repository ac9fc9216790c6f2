import { keepRunning } from './embedded-postgres-keeper';
import type { Server } from './embedded-postgres-server';

/** A server that a test can kill. */
function aServer(): Server & { die(): void; stopped: number } {
  let die = (): void => undefined;
  const ended = new Promise<void>((resolve) => (die = resolve));
  const server = { port: 5432, ended, die, stopped: 0, stop: () => Promise.resolve(void (server.stopped += 1)) };
  return server;
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('A server that is kept running', () => {
  const said: string[] = [];
  beforeAll(() => jest.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line)));
  afterAll(() => jest.restoreAllMocks());

  it('is started again on its port when it ends by itself, and not when it was stopped', async () => {
    const servers = [aServer(), aServer()];
    const again = jest.fn((_port: number) => Promise.resolve(servers[1]));
    const stop = keepRunning(servers[0], again);
    servers[0].die();
    await settled();
    expect(again.mock.calls).toEqual([[5432]]);
    servers[1].stop = () => Promise.resolve(servers[1].die());
    await stop();
    await settled();
    expect(again).toHaveBeenCalledTimes(1);
  });

  it('is given up when it ends again and again', async () => {
    const again = jest.fn(() => {
      const next = aServer();
      setImmediate(() => next.die());
      return Promise.resolve(next);
    });
    const first = aServer();
    const stop = keepRunning(first, again);
    first.die();
    for (let turn = 0; turn < 50; turn++) await settled();
    expect(again).toHaveBeenCalledTimes(5);
    expect(said.at(-1)).toContain('stays down');
    await stop();
  });
});
