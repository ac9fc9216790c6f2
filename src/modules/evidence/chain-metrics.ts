import { Injectable, OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork } from '../../platform/database';
import { madeAt } from '../../platform/ids';
import { Metrics } from '../../platform/metrics';

const WAITING = statement('evidence.waiting', 'SELECT count(*)::int AS entries FROM evidence_unlinked');
const OLDEST = statement('evidence.oldest', 'SELECT min(evidence_id) AS oldest FROM evidence_unlinked');

/** How far the chains are behind the logs, of all organizations: asked when somebody asks for the metrics. */
@Injectable()
export class ChainMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.measure('placet_evidence_unlinked', 'Entries of evidence that are not linked yet', () => this.entries());
    this.measure(
      'placet_evidence_oldest_unlinked_seconds',
      'Age of the oldest entry of evidence that is not linked yet; 0 when all are',
      () => this.age(),
    );
  }

  /** Absent while the database does not answer: the other numbers are told all the same. */
  private measure(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({
      ...{ name, help, registers: [this.metrics.registry] },
      async collect() {
        await read().then(
          (value) => this.set(value),
          () => this.remove(),
        );
      },
    });
  }

  private async entries(): Promise<number> {
    const [{ entries }] = await this.unitOfWork.runAsSystem('evidence.waiting', (tx) =>
      tx.query<{ entries: number }>(WAITING, []),
    );
    return entries;
  }

  private async age(): Promise<number> {
    const [{ oldest }] = await this.unitOfWork.runAsSystem('evidence.waiting', (tx) =>
      tx.query<{ oldest: string | null }>(OLDEST, []),
    );
    return oldest === null ? 0 : Math.max(0, (this.clock.now().getTime() - madeAt(oldest).getTime()) / 1000);
  }
}
