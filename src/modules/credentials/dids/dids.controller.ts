import { Controller, Get, Header, Param, UseGuards } from '@nestjs/common';
import { version } from '../../../../package.json';
import { Clock } from '../../../platform/clock';
import { AddressLimit, IdPipe, Problem, Public, type Answer } from '../../../platform/http';
import type { DidDocument } from '../../keys';
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
  @Header('Cache-Control', 'public, max-age=300')
  @DescribeResolveDid()
  async resolve(@Param('did') did: string): Promise<DidDocument> {
    if (did.length > LONGEST || !/^did:[a-z0-9]+:[\w.:%-]+$/.test(did))
      throw new Problem('malformed_id', 'The path must end with a DID, URL-encoded: did:<method>:<name>');
    const document = await this.dids.find(did);
    if (!document) throw new Problem('not_found', 'This server knows no such DID');
    return document;
  }

  @Get('status/:listId')
  @DescribeStatusList()
  status(@Param('listId', IdPipe) listId: string): Promise<Answer> {
    return this.statusLists.answer(listId);
  }

  @Get('health')
  @DescribeViaHealth()
  health(): ViaHealth {
    return { protocol: 'via-protocol', version, status: 'ok', timestamp: this.clock.now().toISOString() };
  }
}
