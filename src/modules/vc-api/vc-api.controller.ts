import { Body, Controller, Get, HttpStatus, Post, UseGuards } from '@nestjs/common';
import { AddressLimit, Answer, OpenTo, Public } from '../../platform/http';
import type { SecuredDocument } from '../keys';
import { IssueCredentialRequest } from './dto/issue-request.dto';
import { VerifyCredentialRequest, VerifyPresentationRequest } from './dto/verify-requests.dto';
import { IssueCredential } from './issue-credential';
import type { Judgement } from './judgement';
import { DescribeIssue, DescribeList, DescribeVerifyCredential, DescribeVerifyPresentation } from './vc-api.openapi';
import { VcApiStatusList } from './vc-api-status-list';
import { VerifyCredential } from './verify-credential';
import { VerifyPresentation } from './verify-presentation';

/** The routes that the test suites of the W3C speak to (VC-API). There only where `VC_API` is on. */
@Controller('vc-api')
export class VcApiController {
  constructor(
    private readonly issueCredential: IssueCredential,
    private readonly verifyCredential: VerifyCredential,
    private readonly verifyPresentation: VerifyPresentation,
    private readonly statusList: VcApiStatusList,
  ) {}

  @Post('credentials/issue')
  @DescribeIssue()
  async issue(@Body() request: IssueCredentialRequest): Promise<{ verifiableCredential: SecuredDocument }> {
    return { verifiableCredential: await this.issueCredential.execute(request) };
  }

  @Post('credentials/verify')
  @OpenTo('READ')
  @DescribeVerifyCredential()
  async verify(@Body() request: VerifyCredentialRequest): Promise<Answer> {
    return answer(await this.verifyCredential.execute(request));
  }

  @Post('presentations/verify')
  @OpenTo('READ')
  @DescribeVerifyPresentation()
  async verifyVp(@Body() request: VerifyPresentationRequest): Promise<Answer> {
    return answer(await this.verifyPresentation.execute(request));
  }

  /** For everybody, like every status list: whoever holds a credential has to be able to read it. */
  @Public()
  @UseGuards(AddressLimit)
  @Get('status-lists/revocation')
  @DescribeList()
  async list(): Promise<Answer> {
    return new Answer(HttpStatus.OK, await this.statusList.read(), { 'Cache-Control': 'public, max-age=300' });
  }
}

const answer = (judgement: Judgement): Answer =>
  new Answer(judgement.verified ? HttpStatus.OK : HttpStatus.BAD_REQUEST, JSON.stringify(judgement));
