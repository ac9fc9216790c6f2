import { Injectable, NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { version } from '../../../package.json';

/** A number, with what tells it from others of its name. */
export interface Reading {
  labels?: Record<string, string>;
  value: number;
}

type Read = () => Reading[] | Promise<Reading[]>;

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

  private readonly sources = new Map<string, Read[]>();

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'placet_' });
    const build = { version, node: process.version };
    this.measure('placet_build_info', 'What runs: always 1', () => [{ labels: build, value: 1 }], Object.keys(build));
  }

  /**
   * A number that is read when somebody asks for the metrics, and is absent while it cannot be read: the others are told all
   * the same. Several parts of the server may measure under one name, each with labels of its own.
   */
  measure(name: string, help: string, read: Read, labelNames: string[] = []): void {
    const sources = this.sources.get(name);
    if (sources) return void sources.push(read);
    const reads = [read];
    this.sources.set(name, reads);
    new Gauge({
      ...{ name, help, labelNames, registers: [this.registry] },
      async collect() {
        this.reset();
        const found = await Promise.allSettled(reads.map((one) => Promise.resolve().then(one)));
        const readings = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
        if (readings.length === 0 && labelNames.length === 0) this.remove(); // reset() has left a 0 there
        for (const { labels = {}, value } of readings) this.set(labels, value);
      },
    });
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
