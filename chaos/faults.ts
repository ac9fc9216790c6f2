import type { INestApplicationContext } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { NotificationsService } from '../src/modules/notifications';
import { UnitOfWork, type Transaction } from '../src/platform/database';
import type { OrganizationId } from '../src/platform/http';
import { Envelopes } from '../src/platform/secrets';
import { NotificationQueue } from '../src/modules/notifications/notification-queue';

/**
 * Mistakes that the harness must catch, put into its own copy of the server, which is the real one with a part exchanged.
 * A harness that finds nothing wrong with these proves nothing about the rest.
 */
export const FAULTS = [
  'commit-after-answer',
  'sent-before-sending',
  'check-then-insert',
  'second-transaction',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What has to go from the database so that the fault can show. */
export const LOOSENED: Partial<Record<Fault, string>> = {
  'check-then-insert': 'ALTER TABLE idempotency_records DROP CONSTRAINT idempotency_records_pkey',
};

type Run = <T>(org: OrganizationId, work: (tx: Transaction) => Promise<T>, exclusively?: bigint) => Promise<T>;

const BREAK: Record<Fault, (app: INestApplicationContext) => void> = {
  /** The caller hears 201 while the transaction is still open. */
  'commit-after-answer': (app) => {
    const unitOfWork = app.get(UnitOfWork);
    const run: Run = unitOfWork.run.bind(unitOfWork);
    unitOfWork.run = (org, work, exclusively) =>
      new Promise((resolve, reject) => {
        const early: typeof work = async (tx) => {
          const result = await work(tx);
          await tx.settle();
          resolve(result);
          await pause(300);
          return result;
        };
        run(org, early, exclusively).catch(reject);
      });
  },

  /** The log says SENT before the mail has left. */
  'sent-before-sending': (app) => {
    const queue = app.get(NotificationQueue, { strict: false });
    const deliver = queue.deliver.bind(queue);
    queue.deliver = (row) => {
      setTimeout(() => void deliver(row, AbortSignal.timeout(20_000)), 300);
      return Promise.resolve({ sent: true });
    };
  },

  /** Looks whether the key was used, then writes: nothing holds two that look at the same moment apart. */
  'check-then-insert': (app) => {
    const unitOfWork = app.get(UnitOfWork);
    const run: Run = unitOfWork.run.bind(unitOfWork);
    unitOfWork.run = (org, work) => run(org, work);
  },

  /** Messages are written after the request, in a transaction of their own. */
  'second-transaction': (app) => {
    const [notifications, unitOfWork] = [app.get(NotificationsService, { strict: false }), app.get(UnitOfWork)];
    const sealer = app.get(Envelopes, { strict: false });
    const queue = notifications.queue.bind(notifications);
    notifications.queue = (_tx, org, messages, at) => {
      const later = (tx: Transaction) => Promise.resolve(queue(tx, org, messages, at, sealer.sealer()));
      setTimeout(() => void unitOfWork.run(org, later).catch(() => undefined), 300);
    };
  },
};

export const breakOnPurpose = (app: INestApplicationContext, fault: Fault): void => BREAK[fault](app);
