/** Any JSON object. */
export type JsonObject = Record<string, unknown>;

/** A document as a proof covers it: JSON, without a proof of its own. */
export interface UnsecuredDocument extends JsonObject {
  '@context'?: string | string[];
  proof?: never;
}

/** What a proof is for: saying something (a credential, a decision) or being somebody (a presentation). */
export type ProofPurpose = 'assertionMethod' | 'authentication';

/** A Data Integrity proof of the one cryptosuite this server makes and accepts. */
export interface DataIntegrityProof {
  type: 'DataIntegrityProof';
  cryptosuite: 'eddsa-jcs-2022';
  created: string;
  verificationMethod: string;
  proofPurpose: ProofPurpose;
  domain?: string;
  challenge?: string;
  '@context'?: string | string[];
  proofValue: string;
}

export type SecuredDocument<Document extends object = JsonObject> = Omit<Document, 'proof'> & {
  proof: DataIntegrityProof;
};
