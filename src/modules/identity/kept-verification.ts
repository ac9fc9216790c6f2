import { Injectable } from '@nestjs/common';
import { Envelopes, type Sealer } from '../../platform/secrets';
import type { VerificationWish } from './provider';
import type { PersonAtEntry, Verification } from './verification';

/** What has to be remembered while a person is with a provider: sealed in the attempt's own row, gone when it ends. */
export interface KeptVerification {
  wish: VerificationWish;
  /** The provider's own. */
  provider: object;
  /** Where the person goes; null once they have come back. */
  address: string | null;
  did: string;
  /** Base64 of the keyed hash; null where no document is expected. */
  expectedDocument: string | null;
  /** The path that the person comes back to in the end. */
  returnTo: string;
}

@Injectable()
export class KeptVerifications {
  constructor(private readonly envelopes: Envelopes) {}

  seal(id: string, kept: KeptVerification, sealer: Sealer = this.envelopes.sealer()): Buffer {
    return sealer.seal({ purpose: 'verification.kept', row: id }, JSON.stringify(kept));
  }

  open(id: string, sealed: Buffer): KeptVerification {
    const text = this.envelopes.open({ purpose: 'verification.kept', row: id }, sealed).toString('utf8');
    return JSON.parse(text) as KeptVerification;
  }
}

/** Whose attempt it is, where nobody but the attempt itself can say. */
export const personOf = (
  org: PersonAtEntry['org'],
  verification: Verification,
  { did, expectedDocument }: KeptVerification,
): PersonAtEntry => ({
  org,
  did,
  requestId: verification.requestId,
  entryId: verification.entryId,
  subjectId: verification.subjectId,
  contact: verification.contact,
  codeSeenBy: verification.codeSeenBy,
  level: verification.level,
  expectedDocument: expectedDocument === null ? null : Buffer.from(expectedDocument, 'base64'),
});
