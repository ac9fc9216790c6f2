import { Controller, Get, Header, Param, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AddressLimit, IdPipe, Problem, Public } from '../../../platform/http';
import type { DidDocument } from '../../keys';
import { Dids } from './find-did';
import { ServerDid } from './server-did';

/** The places where did:web has its documents (W3C CCG did:web): for everybody, wherever PUBLIC_URL is https. */
@Public()
@ApiExcludeController()
@UseGuards(AddressLimit)
@Controller()
export class WebDidsController {
  constructor(
    private readonly dids: Dids,
    private readonly serverDid: ServerDid,
  ) {}

  @Get('.well-known/did.json')
  @Header('Cache-Control', 'public, max-age=300')
  async server(): Promise<DidDocument> {
    const document = await this.serverDid.document();
    if (!document) throw new Problem('not_found', 'This server has no did:web: its PUBLIC_URL is not https');
    return document;
  }

  @Get('o/:id/did.json')
  @Header('Cache-Control', 'public, max-age=300')
  organization(@Param('id', IdPipe) id: string): Promise<DidDocument> {
    return this.found(this.dids.findWeb('org', id));
  }

  @Get('u/:id/did.json')
  @Header('Cache-Control', 'public, max-age=300')
  person(@Param('id', IdPipe) id: string): Promise<DidDocument> {
    return this.found(this.dids.findWeb('user', id));
  }

  private async found(document: Promise<DidDocument | null>): Promise<DidDocument> {
    const there = await document;
    if (!there) throw new Problem('not_found', 'This server knows no such DID');
    return there;
  }
}
