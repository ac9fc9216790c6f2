import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/configuration';

/** Who a DID names: `did:via:<namespace>:org-<id>` or `did:via:<namespace>:user-<id>`. */
export type DidHolder = 'org' | 'user';

/** Identities of organizations and people. The keys behind them come with sealing. */
@Injectable()
export class KeysService {
  constructor(private readonly settings: Settings) {}

  /** The DID of an organization or a person, from its 24-hex id and this server's namespace. */
  mintDid(holder: DidHolder, id: string): string {
    return `did:via:${this.settings.DID_NAMESPACE}:${holder}-${id}`;
  }
}
