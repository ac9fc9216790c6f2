import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The line between a server and its database, which a test can cut. */
export interface Cable {
  /** The database's address at this end. */
  url: string;
  /** Every connection ends at once and no new one is taken. */
  cut(): Promise<void>;
  /** Nothing ends and nothing arrives, as when packets are dropped: of what is said in both directions, or of answers. */
  hush(what: 'everything' | 'answers'): void;
  mend(): Promise<void>;
  /** Ends for good. */
  close(): Promise<void>;
}

export async function aCable(databaseUrl: string): Promise<Cable> {
  const there = new URL(databaseUrl);
  const lines = new Set<Line>();
  let hushed: 'everything' | 'answers' | 'nothing' = 'nothing';
  const join = (near: Socket) => {
    const far = connect(Number(there.port), there.hostname);
    const pair = [
      { from: near, to: far, answers: false },
      { from: far, to: near, answers: true },
    ];
    for (const line of pair) {
      lines.add(line);
      line.from
        .on('error', () => undefined)
        .on('close', () => {
          lines.delete(line);
          line.to.destroy();
        });
      flow(line, hushed);
    }
  };
  let server: Server | undefined;
  const listen = (port: number) =>
    new Promise<void>((ready) => (server = createServer(join)).listen(port, '127.0.0.1', ready));
  await listen(0);
  const { port } = server!.address() as AddressInfo;
  const hush = (what: typeof hushed) => {
    hushed = what;
    for (const line of lines) flow(line, hushed);
  };
  const cut = async () => {
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
    for (const { from } of lines) from.destroy();
    await closed;
  };
  const mend = async () => {
    hush('nothing');
    if (!server) await listen(port);
  };
  const here = new URL(databaseUrl);
  here.hostname = '127.0.0.1';
  here.port = String(port);
  return { url: here.href, cut, hush, mend, close: cut };
}

/** One direction of one connection. */
interface Line {
  from: Socket;
  to: Socket;
  answers: boolean;
}

function flow({ from, to, answers }: Line, hushed: string): void {
  from.unpipe(to);
  if (hushed === 'everything' || (answers && hushed === 'answers')) from.pause();
  else from.pipe(to);
}
