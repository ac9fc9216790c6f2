import { Injectable } from '@nestjs/common';
import { X509Certificate } from 'node:crypto';
import { Settings } from '../../../platform/configuration';
import type { Transaction } from '../../../platform/database';
import { webDidOfServer, type DidDocument, type SealCertificate } from '../../keys';
import { PublishedSeals } from './published-seals';

/**
 * The DID of the server itself, `did:web:<host>`: the keys that seal documents, with their certificates, and where the
 * did:via of its organizations and people are resolved. It issues no credentials: organizations do, by names of their own.
 */
@Injectable()
export class ServerDid {
  constructor(
    private readonly settings: Settings,
    private readonly seals: PublishedSeals,
  ) {}

  /** Null where PUBLIC_URL is not https. */
  get name(): string | null {
    return webDidOfServer(this.settings.PUBLIC_URL);
  }

  /** Its document; null where it has no name. */
  async document(): Promise<DidDocument | null> {
    return this.name === null ? null : this.documentWith(this.name, await this.seals.all());
  }

  /** The same inside a transaction, of whatever organization. */
  async documentIn(tx: Transaction): Promise<DidDocument | null> {
    return this.name === null ? null : this.documentWith(this.name, await this.seals.within(tx));
  }

  private documentWith(did: string, seals: SealCertificate[]): DidDocument {
    const methods = seals.map((seal, index) => methodOf(did, seal, index === 0));
    return {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
      id: did,
      verificationMethod: methods,
      assertionMethod: methods.filter(({ revoked }) => !revoked).map(({ id }) => id),
      service: [
        {
          id: `${did}#via`,
          type: 'ViaResolver',
          serviceEndpoint: `${this.settings.PUBLIC_URL.replace(/\/$/, '')}/v1/via/dids/`,
        },
      ],
    };
  }
}

/** A certificate that was replaced is named by its fingerprint; one whose key was compromised is listed, and for nothing. */
const methodOf = (did: string, seal: SealCertificate, present: boolean) => ({
  id: `${did}#${present ? 'document-seal' : `seal-${seal.fingerprint}`}`,
  type: 'JsonWebKey',
  controller: did,
  publicKeyJwk: jwkOf(seal),
  ...(seal.compromisedAt && { revoked: seal.compromisedAt.toISOString() }),
});

const jwkOf = ({ certificate, chain }: SealCertificate) => ({
  ...new X509Certificate(certificate).publicKey.export({ format: 'jwk' }),
  x5c: [certificate, ...chain].map((each) => Buffer.from(each).toString('base64')),
});
