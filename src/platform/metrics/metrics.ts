import { Injectable, NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What the server counts, in Prometheus's text format. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly calls = new Histogram({
    name: 'placet_http_seconds',
    help: 'Seconds from the first byte of a call to the last byte of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });
  readonly deliveries = new Counter({
    name: 'placet_deliveries_total',
    help: 'Messages that were sent, will be tried again, or were given up',
    labelNames: ['queue', 'outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'placet_' });
  }
}

/** Times every call under its route's pattern, never its path: paths hold ids and tokens. */
@Injectable()
export class CallTimer implements NestMiddleware {
  constructor(private readonly metrics: Metrics) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const stop = this.metrics.calls.startTimer();
    response.once('finish', () => {
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      stop({ method: request.method, route, status: response.statusCode });
    });
    next();
  }
}
