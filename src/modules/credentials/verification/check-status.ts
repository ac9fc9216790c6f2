import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../keys';
import type { Evaluated } from './evaluated';
import { StatusListReader } from './status-list-reader';

const CHECK = 'credential.status';
/** One for each purpose that the standard knows is three; more would only make this server fetch. */
const MOST_ENTRIES = 5;

/** Looks up whether a credential was revoked, in the lists that the credential itself names (Bitstring Status List 1.0). */
@Injectable()
export class CheckStatus {
  constructor(private readonly lists: StatusListReader) {}

  /** It takes anything for a credential. The first entry that denies is the outcome. */
  async execute(credential: JsonObject): Promise<Evaluated> {
    if (credential.credentialStatus === undefined) {
      return { check: CHECK, result: 'skip', message: 'The credential names no status list' };
    }
    const entries = [credential.credentialStatus].flat() as unknown[];
    if (entries.length === 0 || entries.length > MOST_ENTRIES) return notUnderstood();
    for (const entry of entries) {
      const outcome = await this.look(entry, credential.issuer);
      if (outcome.result !== 'pass') return outcome;
    }
    return { check: CHECK, result: 'pass', message: 'The credential has not been revoked' };
  }

  private async look(entry: unknown, issuer: unknown): Promise<Evaluated> {
    const { type, statusPurpose, statusListIndex, statusListCredential } = (entry ?? {}) as JsonObject;
    const known = type === 'BitstringStatusListEntry' && statusPurpose === 'revocation';
    const placed = typeof statusListIndex === 'string' && /^\d{1,12}$/.test(statusListIndex);
    if (!known || !placed || typeof statusListCredential !== 'string') return notUnderstood();
    try {
      const revoked = await this.lists.isRevoked(statusListCredential, Number(statusListIndex), issuer);
      if (!revoked) return { check: CHECK, result: 'pass', message: 'It is not set in its list' };
      return denied('fail', 'The credential was revoked', false);
    } catch (error) {
      return denied('error', `Its status could not be found out: ${(error as Error).message}`, true);
    }
  }
}

const denied = (result: 'fail' | 'error', message: string, retryable: boolean): Evaluated => ({
  ...{ check: CHECK, result, message },
  ...{ reason: 'credential_revoked', retryable },
});

const notUnderstood = (): Evaluated =>
  denied('error', 'Only revocation by a BitstringStatusListEntry is understood', false);
