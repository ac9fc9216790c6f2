import { Body, Controller, HttpCode, HttpStatus, Param, Post, UseInterceptors } from '@nestjs/common';
import { CurrentPrincipal, OpenTo, type Answer, type Principal } from '../../../../platform/http';
import { CurrentAttempt, WriteGate, type WriteAttempt } from '../../../../platform/writes';
import { MandateIdPipe } from '../mandate-id.pipe';
import { AuthorizeDto, CommitDto, RefundDto } from './dto/step.dto';
import { SpendUnderMandate } from './spend';
import { DescribeAuthorize, DescribeCommit, DescribeRefund } from './spending.openapi';

@OpenTo('ASK')
@Controller('v1/via/mandates/:id')
export class SpendingController {
  constructor(private readonly spending: SpendUnderMandate) {}

  @Post('authorize')
  @HttpCode(HttpStatus.OK)
  @UseInterceptors(WriteGate)
  @DescribeAuthorize()
  authorize(
    @CurrentPrincipal() caller: Principal,
    @Param('id', MandateIdPipe) id: string,
    @Body() dto: AuthorizeDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.spending.execute(caller, attempt, id, 'authorize', dto);
  }

  @Post('commit')
  @HttpCode(HttpStatus.OK)
  @UseInterceptors(WriteGate)
  @DescribeCommit()
  commit(
    @CurrentPrincipal() caller: Principal,
    @Param('id', MandateIdPipe) id: string,
    @Body() dto: CommitDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.spending.execute(caller, attempt, id, 'commit', dto);
  }

  @Post('refund')
  @HttpCode(HttpStatus.OK)
  @UseInterceptors(WriteGate)
  @DescribeRefund()
  refund(
    @CurrentPrincipal() caller: Principal,
    @Param('id', MandateIdPipe) id: string,
    @Body() dto: RefundDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.spending.execute(caller, attempt, id, 'refund', dto);
  }
}
