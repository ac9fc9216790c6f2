import { Body, Controller, Post, UseInterceptors } from '@nestjs/common';
import { CurrentPrincipal, LargeBody, type Answer, type Principal } from '../../platform/http';
import { Counted, CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { CreateRequest } from './create-request';
import { CreateRequestDto } from './dto/create-request.dto';
import { DescribeCreateRequest } from './requests.openapi';

@Controller('v1/request')
export class RequestsController {
  constructor(private readonly createRequest: CreateRequest) {}

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
}
