import { Body, Controller, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import {
  CurrentOrganization,
  IdPipe,
  OpenTo,
  type Answer,
  type CallingOrganization,
  type Page,
} from '../../platform/http';
import { Counted, CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { ReadDeliveries } from './deliveries/read-deliveries';
import { SendAgain } from './deliveries/send-again';
import { DeliveryQuery, ReplayDto, type DeliveryDetail, type DeliveryView } from './dto/delivery.dto';
import {
  DescribeFindDelivery,
  DescribeListDeliveries,
  DescribeReplayDelivery,
  DescribeReplaySince,
  DescribeTestWebhook,
} from './deliveries.openapi';

@OpenTo('ASK')
@Controller('v1/webhooks/:id')
export class DeliveriesController {
  constructor(
    private readonly deliveries: ReadDeliveries,
    private readonly sendAgain: SendAgain,
  ) {}

  @Post('test')
  @HttpCode(202)
  @Counted()
  @UseInterceptors(WriteGate)
  @DescribeTestWebhook()
  test(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.sendAgain.test(organization, id, attempt);
  }

  @Post('replay')
  @HttpCode(202)
  @Counted()
  @UseInterceptors(WriteGate)
  @DescribeReplaySince()
  replay(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Body() dto: ReplayDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.sendAgain.since(organization, id, dto, attempt);
  }

  @Get('deliveries')
  @DescribeListDeliveries()
  list(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Query() query: DeliveryQuery,
  ): Promise<Page<DeliveryView>> {
    return this.deliveries.page(org, id, query);
  }

  @Get('deliveries/:deliveryId')
  @DescribeFindDelivery()
  find(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
  ): Promise<DeliveryDetail> {
    return this.deliveries.one(org, id, deliveryId);
  }

  @Post('deliveries/:deliveryId/replay')
  @HttpCode(202)
  @Counted()
  @UseInterceptors(WriteGate)
  @DescribeReplayDelivery()
  replayOne(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.sendAgain.one(organization, id, deliveryId, attempt);
  }
}
