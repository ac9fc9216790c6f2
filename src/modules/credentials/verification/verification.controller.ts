import { Body, Controller, Delete, HttpStatus, Param, Post, UseInterceptors } from '@nestjs/common';
import { Answer, CurrentOrganization, CurrentPrincipal, EndsForGood, IdPipe, OpenTo } from '../../../platform/http';
import type { CallingOrganization, Principal } from '../../../platform/http';
import { CurrentAttempt, WriteGate, WritesOnce, type WriteAttempt } from '../../../platform/writes';
import { PresentCredentialDto } from './dto/present-credential.dto';
import { RevokeCredentialDto } from './dto/revoke-credential.dto';
import { VerifyCredentialDto } from './dto/verify-credential.dto';
import { PresentCredential } from './present-credential';
import { RevokeCredential, type Revoked } from './revoke-credential';
import { DescribePresent, DescribeRevoke, DescribeVerify } from './verification.openapi';
import { VerifyPresented } from './verify-presented';

@Controller('v1/credential')
export class VerificationController {
  constructor(
    private readonly writes: WritesOnce,
    private readonly presentCredential: PresentCredential,
    private readonly verifyPresented: VerifyPresented,
    private readonly revokeCredential: RevokeCredential,
  ) {}

  @Post('vp/:id')
  @OpenTo('ASK')
  @UseInterceptors(WriteGate)
  @DescribePresent()
  present(
    @CurrentOrganization() caller: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Body() dto: PresentCredentialDto = {},
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.writes.run(caller.id, attempt, async (tx) => {
      const body = await this.presentCredential.execute(tx, caller, id, dto);
      return { id, status: HttpStatus.CREATED, body };
    });
  }

  @Post('verify')
  @OpenTo('READ')
  @DescribeVerify()
  async verify(@CurrentOrganization() caller: CallingOrganization, @Body() dto: VerifyCredentialDto): Promise<Answer> {
    const verified = await this.verifyPresented.execute(caller, dto);
    return new Answer(verified.allowed ? HttpStatus.OK : HttpStatus.FORBIDDEN, JSON.stringify(verified));
  }

  @Delete('revoke/:id')
  @EndsForGood()
  @OpenTo('ASK')
  @DescribeRevoke()
  revoke(
    @CurrentPrincipal() caller: Principal,
    @Param('id', IdPipe) id: string,
    @Body() dto: RevokeCredentialDto = {},
  ): Promise<Revoked> {
    return this.revokeCredential.execute(caller, id, dto.reason ?? null);
  }
}
