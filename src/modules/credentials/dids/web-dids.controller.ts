import { Controller, Get, Header, Inject, Param, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Settings } from '../../../platform/configuration';
import { AddressLimit, IdPipe, Problem, Public } from '../../../platform/http';
import { DOCUMENT_SIGNER, webDidOfServer, type DidDocument, type DocumentSigner } from '../../keys';
import { Dids } from './find-did';
import { serverDidDocument } from './server-did-document';

/** The places where did:web has its documents (W3C CCG did:web): for everybody, wherever PUBLIC_URL is https. */
@Public()
@ApiExcludeController()
@UseGuards(AddressLimit)
@Controller()
export class WebDidsController {
  constructor(
    private readonly dids: Dids,
    private readonly settings: Settings,
    @Inject(DOCUMENT_SIGNER) private readonly signer: DocumentSigner,
  ) {}

  @Get('.well-known/did.json')
  @Header('Cache-Control', 'public, max-age=300')
  server(): DidDocument {
    const did = webDidOfServer(this.settings.PUBLIC_URL);
    if (!did) throw new Problem('not_found', 'This server has no did:web: its PUBLIC_URL is not https');
    return serverDidDocument(did, this.settings.PUBLIC_URL, this.signer);
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
