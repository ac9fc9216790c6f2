import type { Mandate } from './mandate';

/** The W3C data model that a credential follows. */
export const VC_VERSIONS = ['1.1', '2.0'] as const;
export type VcVersion = (typeof VC_VERSIONS)[number];

export interface MandateIssuer {
  /** The DID of the organization. */
  id: string;
  name: string;
}

/** A mandate as a verifiable credential, without its proof. */
export interface UnsignedMandateVc {
  '@context': string[];
  id: string;
  type: ['VerifiableCredential', 'MandateCredential'];
  issuer: MandateIssuer;
  credentialSubject: object;
  validFrom?: string;
  validUntil?: string;
  issuanceDate?: string;
  expirationDate?: string;
}

/** Gives `mandate` and what is in it a meaning to readers of JSON-LD; by name, because inline contexts do not travel well. */
const UNDEFINED_TERMS = 'https://www.w3.org/ns/credentials/undefined-terms/v2';
const CONTEXTS: Record<VcVersion, string[]> = {
  '1.1': ['https://www.w3.org/2018/credentials/v1', 'https://w3id.org/security/data-integrity/v2', UNDEFINED_TERMS],
  '2.0': ['https://www.w3.org/ns/credentials/v2', UNDEFINED_TERMS],
};

/** What will be signed. Both versions claim the same; they differ in the context and in what validity is called. */
export function unsignedMandateVc(mandate: Mandate, issuer: MandateIssuer, version: VcVersion): UnsignedMandateVc {
  return {
    '@context': CONTEXTS[version],
    id: `urn:uuid:${mandate.id.replace(/^mdt_/, '')}`,
    type: ['VerifiableCredential', 'MandateCredential'],
    issuer: { id: issuer.id, name: issuer.name },
    ...validity(mandate, version),
    credentialSubject: claims(mandate),
  };
}

const claims = ({ id, did, scope, constraints }: Mandate): object => ({
  id: did,
  mandate: { mandateId: id, scope, authorizedAgents: [], constraints },
});

function validity({ validFrom, validUntil }: Mandate, version: VcVersion): Partial<UnsignedMandateVc> {
  const [from, until] = [validFrom.toISOString(), validUntil?.toISOString()];
  return version === '2.0'
    ? { validFrom: from, ...(until && { validUntil: until }) }
    : { issuanceDate: from, ...(until && { expirationDate: until }) };
}
