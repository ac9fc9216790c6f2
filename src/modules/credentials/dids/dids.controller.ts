import { Controller, Get, Param, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { version } from '../../../../package.json';
import { Clock } from '../../../platform/clock';
import { AddressLimit, IdPipe, Problem, Public, type Answer } from '../../../platform/http';
import { resolutionAnswer, resolutionFailure } from './did-answer';
import { DescribeResolveDid, DescribeStatusList, DescribeViaHealth } from './dids.openapi';
import { Dids } from './find-did';
import type { ViaHealth } from './dto/via-health.dto';
import { PublicStatusLists } from './public-status-lists';

const LONGEST = 300;

/** What third parties need to check a credential: for everybody, without a key. */
@Public()
@UseGuards(AddressLimit)
@Controller('v1/via')
export class DidsController {
  constructor(
    private readonly dids: Dids,
    private readonly statusLists: PublicStatusLists,
    private readonly clock: Clock,
  ) {}

  @Get('dids/:did')
  @DescribeResolveDid()
  async resolve(@Param('did') did: string, @Req() request: Request): Promise<Answer> {
    if (did.length > LONGEST || !/^did:[a-z0-9]+:[\w.:%-]+$/.test(did)) {
      const message = 'The path must end with a DID, URL-encoded: did:<method>:<name>';
      const failure = resolutionFailure(request, 400, 'invalidDid', message);
      if (!failure) throw new Problem('malformed_id', message);
      return failure;
    }
    const document = await this.dids.find(did);
    if (document) return resolutionAnswer(request, document);
    const failure = resolutionFailure(request, 404, 'notFound', 'This server knows no such DID');
    if (!failure) throw new Problem('not_found', 'This server knows no such DID');
    return failure;
  }

  @Get('status/:listId')
  @DescribeStatusList()
  status(@Param('listId', IdPipe) listId: string, @Req() request: Request): Promise<Answer> {
    return this.statusLists.answer(listId, request);
  }

  @Get('health')
  @DescribeViaHealth()
  health(): ViaHealth {
    return { protocol: 'via-protocol', version, status: 'ok', timestamp: this.clock.now().toISOString() };
  }
}
