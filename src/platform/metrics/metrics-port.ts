import { Injectable, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { createServer, type Server } from 'node:http';
import { Settings } from '../configuration';
import { Metrics } from './metrics';

/** With METRICS_PORT set: the same numbers without a token, on a port of their own that METRICS_HOST alone reaches. */
@Injectable()
export class MetricsPort implements OnApplicationBootstrap, OnApplicationShutdown {
  private server?: Server;

  constructor(
    private readonly metrics: Metrics,
    private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { METRICS_PORT, METRICS_HOST } = this.settings;
    if (METRICS_PORT === undefined) return;
    const { registry } = this.metrics;
    const server = createServer((_request, response) => {
      void registry.metrics().then((text) => response.setHeader('Content-Type', registry.contentType).end(text));
    });
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(METRICS_PORT, METRICS_HOST, resolve),
    );
    this.server = server;
  }

  async onApplicationShutdown(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
  }
}
