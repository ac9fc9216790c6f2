import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../../platform/clock';
import { UnitOfWork, type Transaction } from '../../../platform/database';
import type { CallingOrganization } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { KeysService, secure } from '../../keys';

/** What was answered, signed by the organization's key: who keeps it can show what was allowed, and when. */
export interface Receipt {
  id: string;
  /** ISO 8601. */
  timestamp: string;
  [more: string]: unknown;
}

/** Signs receipts (Data Integrity, eddsa-jcs-2022) under the organization that asked. */
@Injectable()
export class Receipts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: KeysService,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  sign(caller: CallingOrganization, content: Record<string, unknown>): Promise<Receipt> {
    return this.unitOfWork.run(caller.id, (tx) => this.signIn(tx, caller, content));
  }

  /** In the caller's transaction: where what it confirms is written. */
  async signIn(
    tx: Transaction,
    { id: org, did }: CallingOrganization,
    content: Record<string, unknown>,
  ): Promise<Receipt> {
    const at = this.clock.now();
    const key = (await this.keys.ensureKeys(tx, org, [did], at, this.envelopes.sealer())).get(did)!;
    const issuer = this.keys.issuerDid(did);
    const receipt = { id: `rcp_${randomUUID()}`, timestamp: at.toISOString(), issuer, ...defined(content) };
    return secure(receipt, {
      verificationMethod: `${issuer}#${key.publicKey}`,
      key: key.privateKey,
      created: at,
      proofPurpose: 'assertionMethod',
    });
  }
}

/** JSON knows no undefined: what is signed must read back the same. */
const defined = (content: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
