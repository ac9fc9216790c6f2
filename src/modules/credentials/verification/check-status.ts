import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../keys';
import type { Evaluated } from './evaluated';
import { StatusListReader } from './status-list-reader';

interface StatusEntryShape {
  type: string;
  statusPurpose: string;
  statusListIndex: string;
  statusListCredential: string;
}

/** Looks up whether a credential was revoked, in the list that the credential itself names (Bitstring Status List 1.0). */
@Injectable()
export class CheckStatus {
  constructor(private readonly lists: StatusListReader) {}

  async execute(credential: JsonObject): Promise<Evaluated> {
    const check = 'credential.status';
    const entry = credential.credentialStatus as StatusEntryShape | undefined;
    if (entry === undefined) return { check, result: 'skip', message: 'The credential names no status list' };
    const position = Number(entry.statusListIndex);
    if (
      entry.type !== 'BitstringStatusListEntry' ||
      entry.statusPurpose !== 'revocation' ||
      !Number.isSafeInteger(position)
    ) {
      const message = 'Only revocation by a BitstringStatusListEntry is understood';
      return { check, result: 'error', message, reason: 'credential_revoked', retryable: false };
    }
    try {
      const revoked = await this.lists.isRevoked(String(entry.statusListCredential), position, credential.issuer);
      if (!revoked) return { check, result: 'pass', message: 'The credential has not been revoked' };
      return {
        check,
        result: 'fail',
        message: 'The credential was revoked',
        reason: 'credential_revoked',
        retryable: false,
      };
    } catch (error) {
      const message = `Its status could not be found out: ${(error as Error).message}`;
      return { check, result: 'error', message, reason: 'credential_revoked', retryable: true };
    }
  }
}
