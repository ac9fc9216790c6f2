import { Controller, Get, Query } from '@nestjs/common';
import { ClientGone, CurrentOrganization, OpenTo, type CallingOrganization } from '../../platform/http';
import { EventQuery, type EventList } from './dto/event.dto';
import { DescribeListEvents } from './events.openapi';
import { ReadEvents } from './feed/read-events';

@Controller('v1/events')
export class EventsController {
  constructor(private readonly events: ReadEvents) {}

  @Get()
  @OpenTo('READ')
  @DescribeListEvents()
  list(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Query() query: EventQuery,
    @ClientGone() signal: AbortSignal,
  ): Promise<EventList> {
    return this.events.execute(org, query, signal);
  }
}
