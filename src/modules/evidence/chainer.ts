import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from '../../platform/clock';
import { Settings } from '../../platform/configuration';
import { statement, UnitOfWork } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import { Metrics } from '../../platform/metrics';
import { LONGEST_UNSIGNED_MS } from './checkpoints';
import { EvidenceChain } from './evidence-chain';

/**
 * Each organization once, from index entry to index entry, however many entries it has waiting. In no order: a busy one
 * must not stand in front of the others for ever.
 */
const TO_DO = statement(
  'evidence.to-do',
  `WITH RECURSIVE waiting AS (
     (SELECT org_id FROM evidence_unlinked ORDER BY org_id LIMIT 1)
     UNION ALL
     SELECT (SELECT u.org_id FROM evidence_unlinked u WHERE u.org_id > w.org_id ORDER BY u.org_id LIMIT 1)
     FROM waiting w WHERE w.org_id IS NOT NULL
   ), found AS (
     SELECT org_id FROM waiting WHERE org_id IS NOT NULL
     UNION SELECT org_id FROM evidence_heads WHERE unsigned_since <= $1
   )
   SELECT org_id AS org FROM found ORDER BY random() LIMIT 100`,
);

/** Nobody waits for a link but sealing, which makes its own: entries gather, and few transactions link many of them. */
export const LOOK_EVERY_MS = 500;
const AT_ONCE = 2;

/**
 * Links what was logged within a second, in this process, unless DELIVERY=off leaves it to workers. It looks by itself and
 * is not woken: a signal a write would make a transaction of each. Any number of processes may run it.
 */
@Injectable()
export class Chainer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('evidence');
  private readonly stopping = new AbortController();
  private running?: Promise<void>;
  private trouble: string | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly chain: EvidenceChain,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.DELIVERY === 'on') this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const more = await this.round();
      if (!more) await this.rest();
    }
  }

  private rest(): Promise<void> {
    return pause(LOOK_EVERY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** Links one batch of each organization. Answers whether there is more; never throws, and after a failure it rests. */
  async round(): Promise<boolean> {
    const failed: string[] = [];
    let more = false;
    try {
      const waiting = (await this.toDo())[Symbol.iterator]();
      const hand = async (): Promise<void> => {
        for (const { org } of waiting) {
          if (await this.link(org, failed)) more = true;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, hand));
    } catch (error) {
      failed.push((error as Error).message);
    }
    this.report(failed[0] ?? null);
    return more && failed.length === 0;
  }

  private toDo(): Promise<{ org: OrganizationId }[]> {
    const late = new Date(this.clock.now().getTime() - LONGEST_UNSIGNED_MS);
    return this.unitOfWork.runAsSystem('evidence.to-do', (tx) => tx.query<{ org: OrganizationId }>(TO_DO, [late]));
  }

  /** One organization that cannot be linked keeps nobody else's waiting. */
  private async link(org: OrganizationId, failed: string[]): Promise<boolean> {
    try {
      const { linked, more } = await this.chain.link(org);
      this.metrics.deliveries.inc({ queue: 'evidence', outcome: 'LINKED' }, linked);
      return more;
    } catch (error) {
      this.metrics.deliveries.inc({ queue: 'evidence', outcome: 'PENDING' });
      failed.push(`${org}: ${(error as Error).message}`);
      return false;
    }
  }

  /** Once, not twice a second. */
  private report(trouble: string | null): void {
    if (trouble !== null && trouble !== this.trouble) this.logger.warn(`Not everything was linked: ${trouble}`);
    this.trouble = trouble;
  }
}
