import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/configuration';
import { statement, UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { OpenInternet } from '../../../platform/outbound';
import {
  didDocument,
  didKeyDocument,
  didResolver,
  holderOfWebDid,
  KeysService,
  type DidDocument,
  type DidHolder,
  type ResolveDid,
} from '../../keys';

/** Whose DID it is: an organization's own, or a person's with the organization that knows them. */
const FIND = statement(
  'dids.find',
  `SELECT did, id AS org FROM organizations WHERE $1 = 'org' AND id = $2
   UNION ALL SELECT did, org_id FROM subjects WHERE $1 = 'user' AND id = $2`,
);

const NAME = statement('dids.organization', 'SELECT did, name FROM organizations WHERE id = $1');

interface Named {
  holder: DidHolder;
  id: string;
}

const FETCH_LIMITS = { milliseconds: 3000, bytes: 64 * 1024 };

/** DID documents of this server's organizations and people, and the way to everybody else's. */
@Injectable()
export class Dids {
  /** Resolves any DID that this server can: its own, did:key, and other servers' did:web over the open internet. */
  readonly resolve: ResolveDid = didResolver({
    local: (did) => (did.startsWith('did:via:') || this.isOwnWebDid(did) ? this.find(did) : undefined),
    fetch: (url) => this.internet.get(url, FETCH_LIMITS),
  });

  constructor(
    private readonly settings: Settings,
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: KeysService,
    private readonly internet: OpenInternet,
  ) {}

  /** The document of a DID without leaving this server: did:via and did:web of its own, did:key. Null when there is none. */
  async find(did: string): Promise<DidDocument | null> {
    if (did.startsWith('did:key:')) return didKeyDocument(did);
    const named = namedByVia(did) ?? holderOfWebDid(this.settings.PUBLIC_URL, did);
    return named && this.documentOf(named, did);
  }

  /** The document behind `<PUBLIC_URL>/o/<id>/did.json` and its like. Null also where PUBLIC_URL is not https. */
  async findWeb(holder: DidHolder, id: string): Promise<DidDocument | null> {
    const did = this.keys.issuerDid(this.keys.mintDid(holder, id));
    return this.isOwnWebDid(did) ? this.documentOf({ holder, id }, did) : null;
  }

  /** The name of the organization of this server that has this DID; null when none has. */
  async organizationName(did: string): Promise<string | null> {
    const named = namedByVia(did) ?? holderOfWebDid(this.settings.PUBLIC_URL, did);
    if (named?.holder !== 'org') return null;
    const [found] = await this.unitOfWork.runAsSystem('did.find', (tx) =>
      tx.query<{ did: string; name: string }>(NAME, [named.id]),
    );
    return found && [found.did, this.keys.issuerDid(found.did)].includes(did) ? found.name : null;
  }

  private async documentOf({ holder, id }: Named, did: string): Promise<DidDocument | null> {
    const [found] = await this.unitOfWork.runAsSystem('did.find', (tx) =>
      tx.query<{ did: string; org: OrganizationId }>(FIND, [holder, id]),
    );
    if (!found) return null;
    const names = [found.did, this.keys.issuerDid(found.did)];
    if (!names.includes(did)) return null; // the same id in another namespace is not the same DID
    const keys = await this.unitOfWork.read(found.org, (tx) => this.keys.published(tx, found.org, found.did));
    return didDocument(
      did,
      keys,
      names.filter((name) => name !== did),
    );
  }

  private isOwnWebDid(did: string): boolean {
    return holderOfWebDid(this.settings.PUBLIC_URL, did) !== null;
  }
}

function namedByVia(did: string): Named | null {
  const [, holder, id] = /^did:via:[a-z0-9-]+:(org|user)-([0-9a-f]{24})$/.exec(did) ?? [];
  return holder ? { holder: holder as DidHolder, id } : null;
}
