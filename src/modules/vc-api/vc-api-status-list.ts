import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Clock } from '../../platform/clock';
import { Settings } from '../../platform/configuration';
import { bitsWith, encodeList, LIST_LENGTH, secure, statusEntry, VcApiIssuer, type StatusEntry } from '../keys';

/** The one status list of the VC-API (Bitstring Status List 1.0). Nothing that it issues is ever revoked, so no bit is set. */
@Injectable()
export class VcApiStatusList {
  readonly address: string;
  private content?: Promise<string>;

  constructor(
    { PUBLIC_URL }: Settings,
    private readonly issuer: VcApiIssuer,
    private readonly clock: Clock,
  ) {
    this.address = `${PUBLIC_URL.replace(/\/$/, '')}/vc-api/status-lists/revocation`;
  }

  /** A place in the list. Two credentials may share one: the bit says the same of both. */
  newEntry(): StatusEntry {
    return statusEntry(this.address, randomInt(LIST_LENGTH));
  }

  /** The list, signed once in the life of a process. */
  read(): Promise<string> {
    return (this.content ??= this.sign());
  }

  private async sign(): Promise<string> {
    const created = this.clock.now();
    const { did, verificationMethod, privateKey } = this.issuer;
    const unsigned = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: this.address,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: did,
      validFrom: created.toISOString(),
      credentialSubject: {
        id: `${this.address}#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        encodedList: await encodeList(bitsWith([])),
      },
    };
    return JSON.stringify(
      secure(unsigned, { verificationMethod, key: privateKey, created, proofPurpose: 'assertionMethod' }),
    );
  }
}
