import { Controller, Param, Patch, Post, Query, UseInterceptors } from '@nestjs/common';
import { CurrentPrincipal, IdPipe, OpenTo, type Answer, type Principal } from '../../platform/http';
import { CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { DescribeResendCode, DescribeReturnCode } from './codes.openapi';
import { ResendQuery } from './dto/resend-query.dto';
import { ResendCode } from './resend-code';
import { ReturnCode } from './return-code';

@OpenTo('ASK')
@Controller('v1/request')
@UseInterceptors(WriteGate)
export class CodesController {
  constructor(
    private readonly resendCode: ResendCode,
    private readonly returnCode: ReturnCode,
  ) {}

  @Patch('resend/:id')
  @DescribeResendCode()
  resend(
    @CurrentPrincipal() caller: Principal,
    @Param('id', IdPipe) id: string,
    @Query() query: ResendQuery,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.resendCode.execute(caller, id, query, attempt);
  }

  @Post(':id/subject/:entryId/code')
  @DescribeReturnCode()
  return(
    @CurrentPrincipal() caller: Principal,
    @Param('id', IdPipe) id: string,
    @Param('entryId', IdPipe) entryId: string,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.returnCode.execute(caller, id, entryId, attempt);
  }
}
