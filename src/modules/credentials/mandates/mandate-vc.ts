import type { StatusEntry } from '../../keys';
import { limitsIn, type StoredField } from '../../resources';
import { toldField } from '../credential-view';
import type { Mandate, MandateWithRules } from './mandate';

/** The W3C data model that a credential follows. */
export const VC_VERSIONS = ['1.1', '2.0'] as const;
export type VcVersion = (typeof VC_VERSIONS)[number];

export interface MandateIssuer {
  /** The organization, as the issuer is named. */
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
  credentialStatus: StatusEntry;
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
export function unsignedMandateVc(
  mandate: MandateWithRules,
  issuer: MandateIssuer,
  credentialStatus: StatusEntry,
  version: VcVersion,
): UnsignedMandateVc {
  return {
    '@context': CONTEXTS[version],
    id: `urn:uuid:${mandate.id.replace(/^mdt_/, '')}`,
    type: ['VerifiableCredential', 'MandateCredential'],
    issuer: { id: issuer.id, name: issuer.name },
    ...validity(mandate, version),
    credentialSubject: claims(mandate),
    credentialStatus,
  };
}

function claims({ id, did, scope, constraints, data }: MandateWithRules): object {
  const limits = limitsIn(data);
  const rules = ruledFields(data).map(toldField);
  return {
    id: did,
    mandate: { mandateId: id, scope, authorizedAgents: [], constraints, ...(limits && { limits }), rules },
  };
}

/** What somebody who acts under the mandate is held to. */
export const ruledFields = (data: StoredField[]): StoredField[] => data.filter(hasRule);

const hasRule = ({ rule, fields = [] }: StoredField): boolean => rule !== undefined || fields.some(hasRule);

function validity({ validFrom, validUntil }: Mandate, version: VcVersion): Partial<UnsignedMandateVc> {
  const [from, until] = [validFrom.toISOString(), validUntil?.toISOString()];
  return version === '2.0'
    ? { validFrom: from, ...(until && { validUntil: until }) }
    : { issuanceDate: from, ...(until && { expirationDate: until }) };
}
