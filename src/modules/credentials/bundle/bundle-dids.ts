import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { didDocument, KeysService, type DidDocument, type JsonObject } from '../../keys';
import { ServerDid } from '../dids/server-did';

/** Who a bundle's documents name: the did:via of the organization and of each person. */
export interface Named {
  organization: string;
  people: string[];
}

/**
 * The DID documents that a bundle is checked with: under every name by which its files call the organization and its
 * people, also one that PUBLIC_URL has given up since, and the server's own where it has one.
 */
@Injectable()
export class BundleDids {
  constructor(
    private readonly keys: KeysService,
    private readonly serverDid: ServerDid,
  ) {}

  async of(
    tx: Transaction,
    org: OrganizationId,
    { organization, people }: Named,
    files: unknown[],
  ): Promise<DidDocument[]> {
    const mentioned = didsIn(files);
    const holders = await Promise.all(
      [organization, ...people].map(async (via) => {
        const names = [
          ...new Set([this.keys.issuerDid(via), via, ...mentioned.filter((did) => idOf(did) === idOf(via))]),
        ];
        const published = await this.keys.published(tx, org, via);
        return names.map((did) =>
          didDocument(
            did,
            published,
            names.filter((name) => name !== did),
          ),
        );
      }),
    );
    const server = await this.serverDid.documentIn(tx);
    return [...holders.flat(), ...(server ? [server] : [])];
  }
}

/** Ids are unique across organizations and people: a name that ends in somebody's id is theirs. */
const idOf = (did: string): string | undefined => /[0-9a-f]{24}$/.exec(did)?.[0];

/** Every DID whose key has signed something in these documents, or in whose name it was signed. */
function didsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(didsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { issuer, verificationMethod, ...others } = value as JsonObject;
  const own = [issuer, verificationMethod].filter((name): name is string => typeof name === 'string');
  return [...own.map((name) => name.split('#')[0]), ...Object.values(others).flatMap(didsIn)];
}
