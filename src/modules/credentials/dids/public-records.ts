import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/configuration';
import { Problem } from '../../../platform/http';
import type { DidDocument } from '../../keys';
import { Dids } from './find-did';
import { PublicStatusLists } from './public-status-lists';
import { PublishedSeals } from './published-seals';
import { SealedOnRecord, type SealRecord } from './sealed-on-record';
import { ServerDid } from './server-did';

/** What this server publishes of itself for everybody, without asking anybody else for anything. */
@Injectable()
export class PublicRecords {
  constructor(
    private readonly dids: Dids,
    private readonly lists: PublicStatusLists,
    private readonly settings: Settings,
    private readonly serverDid: ServerDid,
    private readonly published: PublishedSeals,
    private readonly documents: SealedOnRecord,
  ) {}

  /** The document of a DID of this server. Null: it would be ours, but nobody has it; undefined: not ours, as every did:key. */
  async did(did: string): Promise<DidDocument | null | undefined> {
    const ownDid = this.serverDid.name;
    if (did === ownDid) return this.serverDid.document();
    if (did.startsWith('did:key:')) return undefined; // anybody can make one, and our own of the VC-API speaks for nobody
    const found = await this.dids.find(did);
    const ours = ownDid !== null && did.startsWith(`${ownDid}:`);
    return found ?? (ours ? null : undefined); // a did:via may be one of another server: nobody owns its namespace
  }

  /** The name of the organization of this server that has this DID; null when none has. */
  organizationName(did: string): Promise<string | null> {
    return this.dids.organizationName(did);
  }

  /** The text of a status list of this server; undefined for another address. */
  async statusList(address: string): Promise<string | undefined> {
    const here = `${this.settings.PUBLIC_URL.replace(/\/$/, '')}/v1/via/status/`;
    if (!address.startsWith(here)) return undefined;
    try {
      return await this.lists.read(address.slice(here.length));
    } catch (error) {
      if (error instanceof Problem && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  /** The certificates that documents are, and were, sealed under here, with the name of the server. */
  async seals(): Promise<{ of: string; der: Uint8Array; chain: Uint8Array[]; compromisedAt?: Date }[]> {
    const of = this.serverDid.name ?? this.settings.PUBLIC_URL;
    return (await this.published.all()).map(({ certificate: der, chain, compromisedAt }) => ({
      ...{ of, der, chain },
      ...(compromisedAt && { compromisedAt }),
    }));
  }

  /** When exactly this document was sealed here, and whose it is; undefined when it was not. */
  sealed(sha256: string): Promise<SealRecord | undefined> {
    return this.documents.find(sha256);
  }
}
