import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
  /** The server ended the connection, in order. */
  closed: boolean;
}

/**
 * A call byte for byte: the head as it is given and no more of the body than `body`, however much was announced.
 * Resolves when the connection is over; this side never ends it.
 */
export function rawCall(url: string, head: string[], body = ''): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, () =>
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`),
    );
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      socket.destroy();
      const [first, ...rest] = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n');
      resolve({ status: Number(first.split(' ')[1]), head: first, body: rest.join('\r\n\r\n'), closed: true });
    });
  });
}

/** Sends a head and a piece of a body, and hangs up as soon as they have left. */
export async function hangUp(url: string, head: string[], body: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  await new Promise((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, resolve));
  socket.destroy();
  await once(socket, 'close');
}
