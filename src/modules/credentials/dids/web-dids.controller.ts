import { Controller, Get, Param, Req, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { AddressLimit, IdPipe, Problem, Public, type Answer } from '../../../platform/http';
import type { DidDocument } from '../../keys';
import { documentAnswer } from './did-answer';
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
  async server(@Req() request: Request): Promise<Answer> {
    const document = await this.serverDid.document();
    if (!document) throw new Problem('not_found', 'This server has no did:web: its PUBLIC_URL is not https');
    return documentAnswer(request, document);
  }

  @Get('o/:id/did.json')
  organization(@Param('id', IdPipe) id: string, @Req() request: Request): Promise<Answer> {
    return this.found(request, this.dids.findWeb('org', id));
  }

  @Get('u/:id/did.json')
  person(@Param('id', IdPipe) id: string, @Req() request: Request): Promise<Answer> {
    return this.found(request, this.dids.findWeb('user', id));
  }

  private async found(request: Request, document: Promise<DidDocument | null>): Promise<Answer> {
    const there = await document;
    if (!there) throw new Problem('not_found', 'This server knows no such DID');
    return documentAnswer(request, there);
  }
}
