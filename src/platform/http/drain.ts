import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Server } from 'node:http';

/**
 * Lets a stopping server finish what it has begun: every answer from then on asks its connection to close, so that
 * connections kept alive under load end with their current call instead of holding the process, and no call is cut off.
 */
export function drainOnShutdown(app: INestApplication): void {
  const server = app.getHttpServer() as Server;
  let stopping = false;
  app.use((_request: Request, response: Response, next: NextFunction) => {
    if (stopping) response.setHeader('Connection', 'close');
    else response.once('close', () => stopping && server.closeIdleConnections());
    next();
  });
  const close = server.close.bind(server);
  server.close = (callback) => {
    stopping = true;
    return close(callback);
  };
}
