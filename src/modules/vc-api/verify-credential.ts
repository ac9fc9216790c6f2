import { Injectable } from '@nestjs/common';
import { readTime, type JsonObject } from '../keys';
import { CheckProofs } from './check-proofs';
import { CheckVcApiStatus, STATUS } from './check-vc-api-status';
import { checkCredential } from './data-model/check-credential';
import type { VerifyCredentialRequest } from './dto/verify-requests.dto';
import { givenOptions } from './given-options';
import { finding, judged, malformed, type Finding, type Judgement } from './judgement';
import { JsonLd } from './json-ld/json-ld';

/** Verifies a credential that somebody hands in: the data model, every proof (eddsa-jcs-2022), and its status. */
@Injectable()
export class VerifyCredential {
  constructor(
    private readonly jsonLd: JsonLd,
    private readonly proofs: CheckProofs,
    private readonly status: CheckVcApiStatus,
  ) {}

  async execute({ verifiableCredential: credential, options }: VerifyCredentialRequest): Promise<Judgement> {
    const flaws = malformed(checkCredential(credential, 'verifiableCredential', readTime));
    const findings = flaws.length > 0 ? flaws : await meaningOf(this.jsonLd, credential);
    if (findings.length > 0) return judged(['dataModel'], findings);
    const { expectedProofPurpose: proofPurpose, domain, challenge, checks } = givenOptions(options);
    const expected = { proofPurpose, domain, challenge };
    return judged(
      ['dataModel', 'proof', STATUS],
      [
        ...(await this.proofs.execute(credential, this.proofs.byJson, expected)),
        ...this.status.execute(credential, checks),
      ],
    );
  }
}

/** What JSON-LD has against a document. */
export async function meaningOf(jsonLd: JsonLd, document: JsonObject): Promise<Finding[]> {
  const refusal = await jsonLd.refusalOf(document);
  return refusal === null ? [] : [finding('unparsable', refusal)];
}
