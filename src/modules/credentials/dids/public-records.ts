import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/configuration';
import { Problem } from '../../../platform/http';
import { DOCUMENT_SIGNER, webDidOfServer, type DidDocument, type DocumentSigner } from '../../keys';
import { Dids } from './find-did';
import { PublicStatusLists } from './public-status-lists';
import { serverDidDocument } from './server-did-document';

/** What this server publishes of itself for everybody, without asking anybody else for anything. */
@Injectable()
export class PublicRecords {
  constructor(
    private readonly dids: Dids,
    private readonly lists: PublicStatusLists,
    private readonly settings: Settings,
    @Inject(DOCUMENT_SIGNER) private readonly signer: DocumentSigner,
  ) {}

  /** The document of a DID of this server. Null: it would be ours, but nobody has it; undefined: not ours, as every did:key. */
  async did(did: string): Promise<DidDocument | null | undefined> {
    if (did === this.ownDid) return serverDidDocument(did, this.settings.PUBLIC_URL, this.signer);
    if (did.startsWith('did:key:')) return undefined; // anybody can make one, and our own of the VC-API speaks for nobody
    const found = await this.dids.find(did);
    const ours = this.ownDid !== null && did.startsWith(`${this.ownDid}:`);
    return found ?? (ours ? null : undefined); // a did:via may be one of another server: nobody owns its namespace
  }

  /** The text of a status list of this server; undefined for another address. */
  async statusList(address: string): Promise<string | undefined> {
    const here = `${this.settings.PUBLIC_URL.replace(/\/$/, '')}/v1/via/status/`;
    if (!address.startsWith(here)) return undefined;
    try {
      return (await this.lists.answer(address.slice(here.length))).body;
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  /** The certificate that seals documents here now (DER), with the name of the server. */
  seals(): { of: string; der: Uint8Array; chain: Uint8Array[] }[] {
    const { certificate, certificateChain } = this.signer;
    return [{ of: this.ownDid ?? this.settings.PUBLIC_URL, der: certificate, chain: certificateChain }];
  }

  private get ownDid(): string | null {
    return webDidOfServer(this.settings.PUBLIC_URL);
  }
}
