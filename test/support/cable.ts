import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The line between a server and its database, which a test can cut. */
export interface Cable {
  /** The database's address at this end. */
  url: string;
  /** Every connection ends at once and no new one is taken. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Ends for good. */
  close(): Promise<void>;
}

export async function aCable(databaseUrl: string): Promise<Cable> {
  const there = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const join = (near: Socket) => {
    const far = connect(Number(there.port), there.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
      socket.pipe(other);
    }
  };
  let server: Server | undefined;
  const listen = (port: number) =>
    new Promise<void>((ready) => (server = createServer(join)).listen(port, '127.0.0.1', ready));
  await listen(0);
  const { port } = server!.address() as AddressInfo;
  const cut = async () => {
    const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const here = new URL(databaseUrl);
  here.hostname = '127.0.0.1';
  here.port = String(port);
  return { url: here.href, cut, mend: () => listen(port), close: cut };
}
