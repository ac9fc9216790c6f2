import { BeforeApplicationShutdown, Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../../platform/configuration';
import { DeliveryLoop, DeliverySignal } from '../../../platform/delivery';
import { SealingQueue } from './sealing-queue';
import { SEALINGS_QUEUE } from './sealings.service';

/** Documents are sealed one after another: more in hand would only hold leases. */
const PACE = { concurrency: 4, batch: 16 };

/** Seals in this process, unless DELIVERY=off leaves it to workers. */
@Injectable()
export class SealingDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: DeliveryLoop<unknown, unknown>;

  constructor(
    queue: SealingQueue,
    signal: DeliverySignal,
    private readonly settings: Settings,
  ) {
    this.loop = new DeliveryLoop(queue, PACE);
    if (settings.DELIVERY === 'on') signal.onDue(SEALINGS_QUEUE, () => this.loop.wake());
  }

  onApplicationBootstrap(): void {
    if (this.settings.DELIVERY === 'on') this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
