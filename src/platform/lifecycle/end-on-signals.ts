import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { HealthChecks } from '../health';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Ends a server on SIGTERM or SIGINT so that no client is cut off. First it goes on answering, says on each answer that the
 * connection closes, and tells `/health/ready` that it stops: load balancers and clients that keep connections alive leave
 * by themselves. When all have left, or after the grace, it stops listening and lets go of everything else.
 */
export function endOnSignals(app: INestApplication, graceMs: number): void {
  const connections = new Connections(app);
  let stopping = false;
  app.use((_request: Request, response: Response, next: NextFunction) => {
    if (stopping) response.setHeader('Connection', 'close');
    next();
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    app.get(HealthChecks).stopping = true;
    await connections.left(graceMs);
    await app.close();
    for (const each of SIGNALS) process.removeListener(each, onSignal);
    process.kill(process.pid, signal); // whoever started this process sees what ended it
  };
  const onSignal = (signal: NodeJS.Signals) => void end(signal);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

/** The connections of a server that are open. */
class Connections {
  private readonly open = new Set<Socket>();
  private allLeft?: () => void;

  constructor(app: INestApplication) {
    const server = app.getHttpServer() as Server;
    server.on('connection', (socket: Socket) => {
      this.open.add(socket);
      socket.once('close', () => {
        this.open.delete(socket);
        if (this.open.size === 0) this.allLeft?.();
      });
    });
  }

  /** Resolves when none is open any more, or after so many milliseconds. */
  async left(graceMs: number): Promise<void> {
    if (this.open.size === 0) return;
    await new Promise<void>((resolve) => {
      this.allLeft = resolve;
      setTimeout(resolve, graceMs);
    });
  }
}
