import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Server } from 'node:http';

const MOST_CONNECTIONS = 4_000;
const HEADERS_MS = 10_000;
/** From the first byte of a call to the last byte of its body. */
const REQUEST_MS = 60_000;
const SILENCE_MS = 15_000;
/** Longer than proxies keep theirs (75 s at most, usually): a call that crosses the closing of its connection is a 502. */
const IDLE_MS = 80_000;
const LOOK_EVERY_MS = 2_000;

/**
 * Bounds how many connections there are and how long a slow sender may hold one. Too late headers and bodies are answered 408 by
 * Node; a body that falls silent ends its connection.
 */
export function boundConnections(app: INestApplication): void {
  const server = app.getHttpServer() as Server & { connectionsCheckingInterval: number };
  server.maxConnections = MOST_CONNECTIONS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = IDLE_MS;
  server.connectionsCheckingInterval = LOOK_EVERY_MS;
  app.use((request: Request, _response: Response, next: NextFunction) => {
    if (!request.complete) {
      request.socket.setTimeout(SILENCE_MS);
      request.once('end', () => request.socket.setTimeout(0));
    }
    next();
  });
}
