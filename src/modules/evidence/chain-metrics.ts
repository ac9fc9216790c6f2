import { Injectable, OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { statement, UnitOfWork } from '../../platform/database';
import { madeAt } from '../../platform/ids';
import { Metrics, type Reading } from '../../platform/metrics';

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
    this.metrics.measure('placet_evidence_unlinked', 'Entries of evidence that are not linked yet', () =>
      this.entries(),
    );
    this.metrics.measure(
      'placet_evidence_oldest_unlinked_seconds',
      'Age of the oldest entry of evidence that is not linked yet; 0 when all are',
      () => this.age(),
    );
  }

  private async entries(): Promise<Reading[]> {
    const [{ entries }] = await this.unitOfWork.runAsSystem('evidence.waiting', (tx) =>
      tx.query<{ entries: number }>(WAITING, []),
    );
    return [{ value: entries }];
  }

  private async age(): Promise<Reading[]> {
    const [{ oldest }] = await this.unitOfWork.runAsSystem('evidence.waiting', (tx) =>
      tx.query<{ oldest: string | null }>(OLDEST, []),
    );
    const age = oldest === null ? 0 : (this.clock.now().getTime() - madeAt(oldest).getTime()) / 1000;
    return [{ value: Math.max(0, age) }];
  }
}
