import { Injectable, Module, OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import { Settings } from '../../platform/configuration';
import { DeliveryLoop, DeliverySignal } from '../../platform/delivery';
import { Channels } from './configured-channels';
import { MessageSender } from './message-sender';
import { NotificationHooks } from './notification-hooks';
import { NotificationQueue } from './notification-queue';
import { NOTIFICATIONS_QUEUE, NotificationsService } from './notifications.service';

/** Runs the loop in this process, unless DELIVERY=off leaves it to workers. */
@Injectable()
export class NotificationDelivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: DeliveryLoop<unknown, unknown>;

  constructor(
    queue: NotificationQueue,
    signal: DeliverySignal,
    private readonly settings: Settings,
  ) {
    this.loop = new DeliveryLoop(queue);
    if (settings.DELIVERY === 'on') signal.onDue(NOTIFICATIONS_QUEUE, () => this.loop.wake());
  }

  onApplicationBootstrap(): void {
    if (this.settings.DELIVERY === 'on') this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}

@Module({
  providers: [
    Channels,
    NotificationHooks,
    MessageSender,
    NotificationQueue,
    NotificationsService,
    NotificationDelivery,
  ],
  exports: [NotificationsService],
})
export class NotificationsModule {}
