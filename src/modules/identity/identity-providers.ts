import { Injectable } from '@nestjs/common';
import type { IdentityProvider } from './provider';
import { isPlatformLevel, type SecurityLevel } from './security-level';

const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** The providers of this server. Whoever brings one offers it when the server starts. */
@Injectable()
export class IdentityProviders {
  private readonly all = new Map<string, IdentityProvider>();

  /** Throws when the id is taken or no part of an address: two providers behind one path could be mixed up. */
  offer(provider: IdentityProvider): void {
    if (!ID.test(provider.id)) throw new Error(`An identity provider cannot be called ${JSON.stringify(provider.id)}`);
    if (this.all.has(provider.id)) throw new Error(`Two identity providers are called ${provider.id}`);
    this.all.set(provider.id, provider);
  }

  named(id: string): IdentityProvider | undefined {
    return this.all.get(id);
  }

  /** Those that can serve a level, with the number of a document where one is expected. */
  serving(level: SecurityLevel, withDocument: boolean): IdentityProvider[] {
    return [...this.all.values()].filter(
      ({ answersFor, givesDocumentNumber }) =>
        (answersFor === 'PLATFORM' || !isPlatformLevel(level)) && (givesDocumentNumber || !withDocument),
    );
  }
}
