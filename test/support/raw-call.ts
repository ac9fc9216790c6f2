import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
  /** The server ended the connection. */
  closed: boolean;
}

/**
 * A call byte for byte: the head as it is given and no more of the body than `body`, however much was announced.
 * Resolves when the server has ended the connection, or has said nothing more for a while.
 */
export function rawCall(url: string, head: string[], body = ''): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
    const chunks: Buffer[] = [];
    let quiet: NodeJS.Timeout;
    const finish = (closed: boolean) => {
      clearTimeout(quiet);
      socket.destroy();
      const [first, ...rest] = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n');
      resolve({ status: Number(first.split(' ')[1]), head: first, body: rest.join('\r\n\r\n'), closed });
    };
    const wait = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => finish(false), 1500);
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      wait();
    });
    socket.on('end', () => finish(true));
    socket.on('error', reject);
    wait();
  });
}
