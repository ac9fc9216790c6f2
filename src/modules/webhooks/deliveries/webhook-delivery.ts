import { BeforeApplicationShutdown, Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { Settings } from '../../../platform/configuration';
import { DeliveryLoop, DeliverySignal } from '../../../platform/delivery';
import { WEBHOOKS_QUEUE } from './queue-events';
import { WebhookQueue } from './webhook-queue';

/** Receivers are waited for, not worked for: each row in hand has a hand of its own, and others are claimed while some hang. */
const PACE = { concurrency: 256, batch: 256, refillAt: 255 };

/** Delivers in this process, unless DELIVERY=off leaves it to workers. */
@Injectable()
export class WebhookDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: DeliveryLoop<unknown, unknown>;

  constructor(
    queue: WebhookQueue,
    signal: DeliverySignal,
    private readonly settings: Settings,
  ) {
    this.loop = new DeliveryLoop(queue, PACE);
    if (settings.DELIVERY === 'on') signal.onDue(WEBHOOKS_QUEUE, () => this.loop.wake());
  }

  onApplicationBootstrap(): void {
    if (this.settings.DELIVERY === 'on') this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
