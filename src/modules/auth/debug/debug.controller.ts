import { Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import { OpenTo, SignatureNotEnforced, type AuthenticatedRequest } from '../../../platform/http';
import { DebugLimit } from './debug-limit';
import { DescribeExplainSignature } from './debug.openapi';
import { ExplainSignature } from './explain-signature';
import type { SignatureReport } from './signature-report.dto';

@OpenTo('READ')
@Controller('v1/debug/signature')
export class DebugController {
  constructor(private readonly explain: ExplainSignature) {}

  @Post()
  @HttpCode(200)
  @SignatureNotEnforced()
  @UseInterceptors(DebugLimit)
  @DescribeExplainSignature()
  signature(@Req() request: AuthenticatedRequest): Promise<SignatureReport> {
    return this.explain.execute(request);
  }
}
