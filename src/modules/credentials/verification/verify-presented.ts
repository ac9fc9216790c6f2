import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { Clock } from '../../../platform/clock';
import type { CallingOrganization } from '../../../platform/http';
import { sha256 } from '../../../platform/secrets';
import { idOf, VcApiIssuer, verifySecured, type JsonObject } from '../../keys';
import { Dids } from '../dids/find-did';
import { CheckStatus } from './check-status';
import { verdict, type Evaluated, type Verdict } from './evaluated';
import { holdAgainst } from './executed-parameters';
import { approvedFieldsOf, readPresented, type Presented } from './presented';
import {
  audienceCheck,
  challengeCheck,
  holderCheck,
  presentationCheck,
  proofChecks,
  trustCheck,
  typeCheck,
} from './proof-checks';
import { Receipts, type Receipt } from './receipts';
import type { VerificationContext, VerifyCredentialDto } from './dto/verify-credential.dto';

export interface Verified extends Verdict {
  evaluations: Pick<Evaluated, 'check' | 'result' | 'message'>[];
  receipt: Receipt;
}

/**
 * Checks a credential, alone or presented, whoever issued it: signatures, issuer, validity, status, audience, and what is
 * done against what was approved. Every check answers, and the verdict is signed.
 */
@Injectable()
export class VerifyPresented {
  constructor(
    private readonly dids: Dids,
    private readonly status: CheckStatus,
    private readonly receipts: Receipts,
    private readonly clock: Clock,
    private readonly vcApiIssuer: VcApiIssuer,
  ) {}

  async execute(caller: CallingOrganization, body: VerifyCredentialDto): Promise<Verified> {
    const presented = readPresented(body);
    const context = body.context ?? {};
    const evaluations = [
      ...(await this.checkPresentation(presented, context)),
      ...(await this.checkCredential(presented.credential, context)),
      ...checkParameters(presented.credential, body.executionParams),
    ];
    const decided = verdict(evaluations);
    return {
      ...decided,
      evaluations: evaluations.map(({ check, result, message }) => ({
        check,
        result,
        message: message.slice(0, LONGEST_MESSAGE),
      })),
      receipt: await this.receipts.sign(caller, { kind: 'verification', ...about(presented, body), ...decided }),
    };
  }

  private async checkPresentation(
    { presentation, credential }: Presented,
    { verifier, challenge }: VerificationContext,
  ): Promise<Evaluated[]> {
    if (!presentation) return [];
    const expected = { proofPurpose: 'authentication' } as const;
    const proof = await verifySecured(presentation, this.dids.resolve, this.clock.now(), expected);
    return [
      ...proofChecks('presentation', proof),
      presentationCheck(presentation),
      audienceCheck(presentation, verifier),
      challengeCheck(presentation, challenge),
      ...(credential ? [holderCheck(presentation, credential)] : []),
    ];
  }

  private async checkCredential(credential: JsonObject | null, { issuers }: VerificationContext): Promise<Evaluated[]> {
    if (!credential) {
      const message = 'The presentation must hold exactly one credential';
      const denial = { reason: 'presentation_mismatch', retryable: false } as const;
      return [{ check: 'credential', result: 'fail', message, ...denial }];
    }
    const proof = await verifySecured(credential, this.dids.resolve, this.clock.now());
    return [
      ...proofChecks('credential', proof),
      typeCheck(credential),
      trustCheck(credential, issuers, this.vcApiIssuer),
      await this.status.execute(credential),
    ];
  }
}

const LONGEST_MESSAGE = 1000;
const MOST_OUTCOMES = 400;

/** Every person who approved is asked: what is done must be within what each of them saw. */
function checkParameters(credential: JsonObject | null, executed?: Record<string, unknown> | null): Evaluated[] {
  if (!credential) return [];
  if (executed == null) {
    return [
      { check: 'rules', result: 'skip', message: 'No executionParams were given: nothing was held against the rules' },
    ];
  }
  const outcomes = approvedFieldsOf(credential).flatMap((fields) => holdAgainst(fields, executed));
  const different = [...new Map(outcomes.map((outcome) => [JSON.stringify(outcome), outcome])).values()];
  if (different.length <= MOST_OUTCOMES) return different;
  const message = 'There are too many rules to hold executionParams against';
  return [{ check: 'rules', result: 'fail', message, reason: 'rule_failed', retryable: false }];
}

/** What the receipt speaks of: digests over canonical JSON (RFC 8785), so that whoever keeps the originals can show which. */
function about({ credential }: Presented, { executionParams }: VerifyCredentialDto): Record<string, unknown> {
  const digestOf = (value: unknown) => sha256(canonicalize(value)!).toString('hex');
  return {
    about: (credential && idOf(credential))?.slice(0, 500),
    credentialDigest: credential ? digestOf(credential) : undefined,
    parametersDigest: executionParams ? digestOf(executionParams) : undefined,
  };
}
