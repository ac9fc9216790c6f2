import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database';
import type { OrganizationId } from '../../platform/http';
import type {
  ClaimHandler,
  FreshCode,
  Letterhead,
  MessageFate,
  OutcomeHandler,
  OutcomeKind,
  StaleCodeHandler,
} from './message';

/** What others do for notifications, so that notifications need not know them: registered once, at start. */
@Injectable()
export class NotificationHooks {
  private readonly outcomes = new Map<OutcomeKind, OutcomeHandler[]>();
  stillWanted: ClaimHandler = (_tx, messages) => Promise.resolve(new Set(messages.map(({ id }) => id)));
  staleCodes: StaleCodeHandler = () => Promise.resolve(new Map<string, FreshCode>());
  letterhead: (org: OrganizationId) => Promise<Letterhead> = () => Promise.resolve({ name: 'Placet' });

  addOutcome(kind: OutcomeKind, handler: OutcomeHandler): void {
    this.outcomes.set(kind, [...(this.outcomes.get(kind) ?? []), handler]);
  }

  async tell(kind: OutcomeKind, tx: Transaction, fates: MessageFate[]): Promise<void> {
    if (fates.length === 0) return;
    for (const handler of this.outcomes.get(kind) ?? []) await handler(tx, fates);
  }
}
