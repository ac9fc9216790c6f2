import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { LogWatch } from '../../evidence';
import type { EventList, EventQuery } from '../dto/event.dto';
import { eventsOf, kindsOf, TOLD_KINDS } from '../events/events-of';
import { ReadFacts } from '../events/read-facts';
import { TellEvents } from '../events/tell-events';

/** So much of the log one call looks through, however little of it is told. */
const LONGEST_STRETCH = 5000;

/** GET /v1/events: the log of an organization as events, in the order of the chain: nothing appears behind what was given out. */
@Injectable()
export class ReadEvents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: ReadFacts,
    private readonly tell: TellEvents,
    private readonly watch: LogWatch,
  ) {}

  /** With `wait`: when there is something, or when the time is up. */
  async execute(org: OrganizationId, query: EventQuery, signal: AbortSignal): Promise<EventList> {
    const until = performance.now() + query.wait * 1000;
    let after = query.after;
    for (;;) {
      const page = await this.unitOfWork.read(org, (tx) => this.page(tx, org, { ...query, after }));
      const milliseconds = until - performance.now();
      if (page.data.length > 0 || page.more || milliseconds <= 0) return page;
      if (!(await this.watch.grown(org, Number(page.nextCursor), { milliseconds, signal }))) return page;
      after = page.nextCursor;
    }
  }

  private async page(tx: Transaction, org: OrganizationId, { after, types, limit }: EventQuery): Promise<EventList> {
    const length = await this.watch.length(tx, org);
    const from = after === 'latest' ? length : Number(after ?? 0);
    const until = Math.min(length, from + LONGEST_STRETCH);
    const kinds = types ? kindsOf(types) : TOLD_KINDS;
    const facts = await this.facts.between(tx, org, { after: from, until }, kinds, limit);
    const events = facts
      .flatMap((fact) => eventsOf(fact).map((event) => ({ ...event, cursor: String(fact.seq) })))
      .filter(({ type }) => !types || types.includes(type));
    const payloads = events.length > 0 ? await this.tell.execute(tx, org, events) : [];
    const next = facts.length === limit ? facts.at(-1)!.seq : Math.max(from, until);
    return {
      data: events.map(({ id, type, occurredAt, cursor }, index) => ({
        ...{ id, type, occurredAt, cursor },
        payload: payloads[index],
      })),
      nextCursor: String(next),
      more: next < length,
    };
  }
}
