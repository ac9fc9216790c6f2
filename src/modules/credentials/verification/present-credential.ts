import { Injectable } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import { Clock } from '../../../platform/clock';
import { statement, type Transaction } from '../../../platform/database';
import { Problem, type CallingOrganization } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { KeysService, secure, type JsonObject } from '../../keys';
import { credentialStatus, type StoredCredentialStatus } from '../credential-status';
import { CONTEXTS } from '../sealing/credential-documents';
import type { PresentCredentialDto } from './dto/present-credential.dto';
import { Receipts, type Receipt } from './receipts';

export interface Presentation {
  presentation: JsonObject;
  receipt: Receipt;
}

/** Long enough to be handed over and checked, too short to be kept. */
const LIFETIME_MS = 5 * 60_000;

const SEALED = statement(
  'sealings.presentable',
  `SELECT c.status, c.status_reason AS "statusReason", c.answerable_until AS "answerableUntil",
     c.valid_until AS "validUntil", s.credential, CASE WHEN s.status = 'REFUSED' THEN s.error END AS refused
   FROM credentials c LEFT JOIN sealings s ON s.credential_id = c.id
   WHERE c.org_id = $1 AND c.id = $2`,
);

interface SealedRow extends StoredCredentialStatus {
  credential: JsonObject | null;
  /** Why its sealing was refused; null where it was not. */
  refused: string | null;
}

/** Wraps a credential for a verifier: short-lived, and with `targetVerifier` good for nobody else. */
@Injectable()
export class PresentCredential {
  constructor(
    private readonly keys: KeysService,
    private readonly receipts: Receipts,
    private readonly envelopes: Envelopes,
    private readonly clock: Clock,
  ) {}

  async execute(
    tx: Transaction,
    caller: CallingOrganization,
    id: string,
    dto: PresentCredentialDto,
  ): Promise<Presentation> {
    if (dto.challenge && !dto.targetVerifier) {
      const message = 'challenge needs targetVerifier: say whose challenge it is';
      throw Problem.invalid([{ field: 'challenge', message }]);
    }
    const at = this.clock.now();
    const credential = await this.presentable(tx, caller, id, at);
    const key = (await this.keys.ensureKeys(tx, caller.id, [caller.did], at, this.envelopes.sealer())).get(caller.did)!;
    const holder = this.keys.issuerDid(caller.did);
    const presentation = secure(
      {
        '@context': CONTEXTS,
        id: `urn:uuid:${randomUUID()}`,
        type: ['VerifiablePresentation'],
        holder,
        validUntil: new Date(at.getTime() + LIFETIME_MS).toISOString(),
        verifiableCredential: [credential],
      },
      {
        verificationMethod: `${holder}#${key.publicKey}`,
        key: key.privateKey,
        created: at,
        proofPurpose: 'authentication',
        ...(dto.targetVerifier && {
          domain: dto.targetVerifier,
          challenge: dto.challenge ?? randomBytes(16).toString('base64url'),
        }),
      },
    );
    const receipt = await this.receipts.signIn(tx, caller, {
      kind: 'presentation',
      about: credential.id,
      presentation: presentation.id,
      verifier: dto.targetVerifier,
    });
    return { presentation, receipt };
  }

  private async presentable(
    tx: Transaction,
    { id: org }: CallingOrganization,
    id: string,
    at: Date,
  ): Promise<JsonObject> {
    const [row] = await tx.query<SealedRow & object>(SEALED, [org, id]);
    if (!row) throw new Problem('not_found', 'Credential not found for issuer');
    const { status, statusReason } = credentialStatus(row, at);
    if (status !== 'APPROVED') {
      const now = [status, statusReason].filter(Boolean).join(', ');
      const code = status === 'PENDING' ? 'not_decided_yet' : 'request_closed';
      throw new Problem(code, `Only an APPROVED credential can be presented; this one is ${now}`);
    }
    if (row.refused !== null) throw new Problem('sealing_refused', row.refused);
    if (!row.credential) throw new Problem('not_sealed_yet', 'The credential is being sealed. Try again in a moment.');
    return row.credential;
  }
}
