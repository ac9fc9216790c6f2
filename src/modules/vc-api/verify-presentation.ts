import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../keys';
import { CheckProofs } from './check-proofs';
import { CheckVcApiStatus, STATUS } from './check-vc-api-status';
import { checkPresentation, credentialsIn } from './data-model/check-presentation';
import type { VerifyPresentationRequest } from './dto/verify-requests.dto';
import { givenOptions } from './given-options';
import { finding, judged, malformed, type Judgement } from './judgement';
import { JsonLd } from './json-ld/json-ld';
import { meaningOf } from './verify-credential';

/**
 * Verifies a presentation and every credential in it: the data model, every proof (eddsa-jcs-2022 or eddsa-rdfc-2022), and
 * the status of what is held. Each credential has to carry a proof of its own: what only the presentation secures (VCDM 2.0,
 * 4.13.4) would be as good as its holder's word, and is refused.
 */
@Injectable()
export class VerifyPresentation {
  constructor(
    private readonly jsonLd: JsonLd,
    private readonly proofs: CheckProofs,
    private readonly status: CheckVcApiStatus,
  ) {}

  async execute({ verifiablePresentation: presentation, options }: VerifyPresentationRequest): Promise<Judgement> {
    const flaws = malformed(checkPresentation(presentation, 'verifiablePresentation'));
    const findings = flaws.length > 0 ? flaws : await meaningOf(this.jsonLd, presentation);
    if (findings.length > 0) return judged(['dataModel'], findings);
    const given = givenOptions(options);
    const { expectedProofPurpose: proofPurpose = 'authentication', domain, challenge, checks } = given;
    const expected = { proofPurpose, domain, challenge, holderMayBeUnnamed: true };
    const suites = this.proofs.byJsonOrMeaning;
    const held = credentialsIn(presentation) as JsonObject[];
    findings.push(...(await this.proofs.execute(presentation, suites, expected)));
    const latest = performance.now() + LONGEST_MS;
    for (const credential of held) {
      if (findings.length > 0) break; // one reason is enough, and each costs time
      if (performance.now() > latest) findings.push(finding('proof', 'There is too much to verify in one call'));
      else findings.push(...(await this.proofs.execute(credential, suites, {})));
      findings.push(...this.status.execute(credential, checks));
    }
    return judged(['dataModel', 'proof', STATUS], findings);
  }
}

/** For all that a presentation holds; what it is in the middle of is still finished. */
const LONGEST_MS = 10_000;
