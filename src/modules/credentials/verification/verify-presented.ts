import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import type { CallingOrganization } from '../../../platform/http';
import { verifySecured, type JsonObject } from '../../keys';
import type { StoredField } from '../../resources';
import { Dids } from '../dids/find-did';
import { CheckStatus } from './check-status';
import { verdict, type Evaluated, type Verdict } from './evaluated';
import { holdAgainst } from './executed-parameters';
import { approvedFieldsOf, readPresented, type Presented } from './presented';
import { audienceCheck, holderCheck, proofChecks } from './proof-checks';
import { Receipts, type Receipt } from './receipts';
import type { VerifyCredentialDto } from './dto/verify-credential.dto';

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
  ) {}

  async execute(caller: CallingOrganization, body: VerifyCredentialDto): Promise<Verified> {
    const presented = readPresented(body);
    const evaluations = [
      ...(await this.checkPresentation(presented, body.context ?? {})),
      ...(await this.checkCredential(presented.credential)),
      ...checkParameters(presented.credential, body.executionParams),
    ];
    const decided = verdict(evaluations);
    return {
      ...decided,
      evaluations: evaluations.map(({ check, result, message }) => ({ check, result, message })),
      receipt: await this.receipts.sign(caller, { kind: 'verification', about: presented.credential?.id, ...decided }),
    };
  }

  private async checkPresentation(
    { presentation, credential }: Presented,
    { verifier, challenge }: { verifier?: string; challenge?: string },
  ): Promise<Evaluated[]> {
    if (!presentation) return [];
    const expected = { proofPurpose: 'authentication', challenge } as const;
    const proof = await verifySecured(presentation, this.dids.resolve, this.clock.now(), expected);
    return [
      ...proofChecks('presentation', proof),
      audienceCheck(presentation, verifier),
      ...(credential ? [holderCheck(presentation, credential)] : []),
    ];
  }

  private async checkCredential(credential: JsonObject | null): Promise<Evaluated[]> {
    if (!credential) {
      const message = 'The presentation must hold exactly one credential';
      const denial = { reason: 'presentation_mismatch', retryable: false } as const;
      return [{ check: 'credential', result: 'fail', message, ...denial }];
    }
    const proof = await verifySecured(credential, this.dids.resolve, this.clock.now());
    return [...proofChecks('credential', proof), await this.status.execute(credential)];
  }
}

function checkParameters(credential: JsonObject | null, executed: Record<string, unknown> | undefined): Evaluated[] {
  if (!credential) return [];
  if (executed === undefined) {
    return [
      { check: 'rules', result: 'skip', message: 'No executionParams were given: nothing was held against the rules' },
    ];
  }
  return holdAgainst(approvedFieldsOf(credential) as unknown as StoredField[], executed);
}
