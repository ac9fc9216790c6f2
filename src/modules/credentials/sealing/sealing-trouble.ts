import { Injectable, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { HealthChecks } from '../../../platform/health';
import { Metrics } from '../../../platform/metrics';
import { RefusedSealings, type TroubleCounts } from './refused-sealings';

const EVERY_MS = 60_000;

/** Tells of documents that were refused, or found to be broken: health once a minute, metrics when they are asked for. */
@Injectable()
export class SealingTrouble implements OnApplicationBootstrap, OnApplicationShutdown {
  private counts: TroubleCounts = { refused: 0, broken: 0, unrenewed: 0 };
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly sealings: RefusedSealings,
    private readonly checks: HealthChecks,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.checks.add('sealed', () => this.inWords());
    this.measure('placet_sealings_refused', 'Documents not sealed because of what came out', 'refused');
    this.measure('placet_sealings_broken', 'Sealed documents that were found to be broken', 'broken');
    this.measure('placet_seals_unrenewed', 'Seals whose timestamp ends and could not be renewed', 'unrenewed');
    await this.look();
    this.timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Keeps what it knew while the database does not answer. */
  async look(): Promise<void> {
    this.counts = await this.sealings.count().catch(() => this.counts);
  }

  private inWords(): string | null {
    const { refused, broken, unrenewed } = this.counts;
    const said = [
      ...(refused > 0 ? [`${refused} not sealed, because what came out was not what was asked`] : []),
      ...(broken > 0 ? [`${broken} sealed earlier and found to be broken`] : []),
      ...(unrenewed > 0 ? [`${unrenewed} whose timestamp ends and could not be renewed yet`] : []),
    ];
    return said.length === 0 ? null : `Documents: ${said.join('; ')}. See admin sealing list`;
  }

  private measure(name: string, help: string, which: keyof TroubleCounts): void {
    this.metrics.measure(name, help, async () => [{ value: (await this.sealings.count())[which] }]);
  }
}
