import { Body, Controller, Delete, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import {
  ClientGone,
  CurrentOrganization,
  CurrentPrincipal,
  EndsForGood,
  IdPipe,
  LargeBody,
  OpenTo,
  Wait,
  type Answer,
  type CallingOrganization,
  type Page,
  type Principal,
} from '../../platform/http';
import { Counted, CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { CancelRequest } from './cancel-request';
import { CreateRequest } from './create-request';
import { CreateRequestDto } from './dto/create-request.dto';
import { RequestListQuery } from './dto/request-list-query.dto';
import { ListRequests } from './listing/list-requests';
import type { RequestItem } from './listing/read-requests';
import {
  DescribeCancelRequest,
  DescribeCreateRequest,
  DescribeListRequests,
  DescribeShowRequest,
} from './requests.openapi';
import { ShowRequest, type RequestDetail } from './show-request';

@OpenTo('ASK')
@Controller('v1/request')
export class RequestsController {
  constructor(
    private readonly createRequest: CreateRequest,
    private readonly listRequests: ListRequests,
    private readonly showRequest: ShowRequest,
    private readonly cancelRequest: CancelRequest,
  ) {}

  @Post()
  @LargeBody()
  @Counted()
  @UseInterceptors(WriteGate)
  @DescribeCreateRequest()
  create(
    @CurrentPrincipal() caller: Principal,
    @Body() dto: CreateRequestDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.createRequest.execute(caller, dto, attempt);
  }

  @Get()
  @OpenTo('READ')
  @DescribeListRequests()
  list(
    @CurrentOrganization() organization: CallingOrganization,
    @Query() query: RequestListQuery,
  ): Promise<Page<RequestItem>> {
    return this.listRequests.execute(organization, query);
  }

  @Get(':id')
  @OpenTo('READ')
  @DescribeShowRequest()
  show(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Query() { wait }: Wait,
    @ClientGone() signal: AbortSignal,
  ): Promise<RequestDetail> {
    if (wait === 0) return this.showRequest.execute(organization, id);
    return this.showRequest.changed(organization, id, { milliseconds: wait * 1000, signal });
  }

  @Delete(':id')
  @EndsForGood()
  @DescribeCancelRequest()
  cancel(@CurrentPrincipal() caller: Principal, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.cancelRequest.execute(caller, id);
  }
}
