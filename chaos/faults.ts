import type { INestApplicationContext } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { EvidenceChain } from '../src/modules/evidence';
import { NotificationsService } from '../src/modules/notifications';
import { statement, UnitOfWork, type Transaction } from '../src/platform/database';
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
  'linked-in-two-steps',
] as const;
export type Fault = (typeof FAULTS)[number];

/** What has to go from the database so that the fault can show. */
export const LOOSENED: Partial<Record<Fault, string>> = {
  'check-then-insert': 'ALTER TABLE idempotency_records DROP CONSTRAINT idempotency_records_pkey',
};

const TAKE = statement('chaos.take', 'DELETE FROM evidence_unlinked WHERE org_id = $1 RETURNING evidence_id AS id');
const PUT_BACK = statement(
  'chaos.put-back',
  'INSERT INTO evidence_unlinked (org_id, evidence_id) SELECT $1, * FROM unnest($2::text[])',
);

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

  /** What is to be linked is taken from the queue first, and linked in another transaction. */
  'linked-in-two-steps': (app) => {
    const [chain, unitOfWork] = [app.get(EvidenceChain, { strict: false }), app.get(UnitOfWork)];
    const link = chain.link.bind(chain);
    chain.link = async (org) => {
      const taken = await unitOfWork.run(org, (tx) => tx.query<{ id: string }>(TAKE, [org]));
      await pause(100);
      const ids = taken.map(({ id }) => id);
      await unitOfWork.run(org, (tx) => tx.query(PUT_BACK, [org, ids]));
      return link(org);
    };
  },
};

export const breakOnPurpose = (app: INestApplicationContext, fault: Fault): void => BREAK[fault](app);
