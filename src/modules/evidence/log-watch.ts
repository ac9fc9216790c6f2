import { BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { statement, UnitOfWork, type Transaction } from '../../platform/database';
import { HealthChecks } from '../../platform/health';
import { Problem, type OrganizationId } from '../../platform/http';

const HEAD = statement('evidence.head', 'SELECT seq::float8 AS seq FROM evidence_heads WHERE org_id = $1');
const HEADS = statement(
  'evidence.heads',
  'SELECT org_id AS org, seq::float8 AS seq FROM evidence_heads WHERE org_id = ANY($1::text[])',
);

const LOOK_EVERY_MS = 250;
/** Calls of one organization that wait in this process at once. */
const MOST_WAITING = 20;

interface Waiter {
  org: OrganizationId;
  after: number;
  /** True: the log is longer than it was. */
  end: (moved: boolean) => void;
}

/** How long a call waits, and what ends it before. */
export interface Patience {
  milliseconds: number;
  /** Its client has gone. */
  signal: AbortSignal;
}

/**
 * Tells when the log of an organization has grown, whichever process made it grow. All that wait share one look at the
 * database four times a second, and hold nothing of it meanwhile; nobody waits, nobody looks.
 */
@Injectable()
export class LogWatch implements BeforeApplicationShutdown {
  private readonly logger = new Logger('evidence');
  private readonly waiters = new Set<Waiter>();
  private looking?: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly health: HealthChecks,
  ) {}

  beforeApplicationShutdown(): void {
    this.closed = true;
    for (const { end } of this.waiters) end(false);
  }

  /** How long the log is, in the caller's snapshot. */
  async length(tx: Transaction, org: OrganizationId): Promise<number> {
    const [head] = await tx.query<{ seq: number }>(HEAD, [org]);
    return head?.seq ?? 0;
  }

  /** True as soon as the log is longer than `after`; false when the time is up, the client gone or this process ending. */
  async grown(org: OrganizationId, after: number, { milliseconds, signal }: Patience): Promise<boolean> {
    if (this.ending || signal.aborted || milliseconds <= 0) return false;
    if ([...this.waiters].filter((waiter) => waiter.org === org).length >= MOST_WAITING) throw tooMany();
    const waiter: Waiter = { org, after, end: () => undefined };
    const ended = new Promise<boolean>((resolve) => (waiter.end = resolve));
    const leave = (): void => waiter.end(false);
    const late = setTimeout(leave, milliseconds);
    signal.addEventListener('abort', leave, { once: true });
    this.waiters.add(waiter);
    this.look();
    try {
      return await ended;
    } finally {
      clearTimeout(late);
      signal.removeEventListener('abort', leave);
      this.waiters.delete(waiter);
    }
  }

  private look(): void {
    this.looking ??= setTimeout(() => void this.round(), LOOK_EVERY_MS).unref();
  }

  private async round(): Promise<void> {
    try {
      if (this.ending) for (const { end } of this.waiters) end(false);
      else await this.wake();
    } catch (error) {
      this.logger.warn(`Who waits was not told: ${(error as Error).message}`); // the next look may
    } finally {
      this.looking = undefined;
      if (this.waiters.size > 0) this.look();
    }
  }

  private async wake(): Promise<void> {
    const orgs = [...new Set([...this.waiters].map(({ org }) => org))];
    if (orgs.length === 0) return;
    const rows = await this.unitOfWork.runAsSystem('evidence.heads', (tx) =>
      tx.query<{ org: OrganizationId; seq: number }>(HEADS, [orgs]),
    );
    const lengths = new Map(rows.map(({ org, seq }) => [org, seq]));
    for (const { org, after, end } of this.waiters) if ((lengths.get(org) ?? 0) > after) end(true);
  }

  private get ending(): boolean {
    return this.closed || this.health.stopping;
  }
}

const tooMany = (): Problem =>
  new Problem('rate_limited', `Of one organization ${MOST_WAITING} calls wait at once at most: try again in a second`, {
    headers: { 'Retry-After': '1' },
  });
