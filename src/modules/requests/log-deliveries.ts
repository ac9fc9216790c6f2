import { Injectable, OnModuleInit } from '@nestjs/common';
import { byOrganization, UnitOfWork, type Transaction } from '../../platform/database';
import { Envelopes } from '../../platform/secrets';
import { EvidenceService, type Fact } from '../evidence';
import { NotificationsService, type MessageFate } from '../notifications';

/** What became of each message is a fact of its request: it was sent, or it was given up and why. */
@Injectable()
export class LogDeliveries implements OnModuleInit {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly evidence: EvidenceService,
    private readonly unitOfWork: UnitOfWork,
    private readonly envelopes: Envelopes,
  ) {}

  onModuleInit(): void {
    this.notifications.onOutcome('SENT', (tx, fates) => this.log(tx, fates));
    this.notifications.onOutcome('DEAD', (tx, fates) => this.log(tx, fates));
  }

  /** One statement an organization: what the loop records together belongs to several. */
  private async log(tx: Transaction, fates: MessageFate[]): Promise<void> {
    const sealer = this.envelopes.sealer();
    for (const [org, facts] of byOrganization(fates)) {
      await this.unitOfWork.asOrganization(tx, org, () => this.evidence.append(tx, org, facts.map(factOf), sealer));
    }
  }
}

const factOf = ({
  notificationId,
  entryId,
  requestId,
  at,
  kind,
  channel,
  recipient,
  code,
  error,
}: MessageFate): Fact => ({
  kind: code === null ? 'notification.sent' : 'notification.failed',
  subjectId: requestId,
  occurredAt: at,
  details: {
    notificationId,
    entryId,
    message: kind,
    channel,
    contact: recipient,
    ...(code && { error: { code, message: error } }),
  },
});
