import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database';
import type { CallingOrganization } from '../../../platform/http';
import { Envelopes } from '../../../platform/secrets';
import { KeysService, secure, type SecuredDocument } from '../../keys';
import type { MeasuredFile } from './bundle-file';

/** The list of a bundle's files with their digests, under the organization's key: nothing can be exchanged or left out. */
@Injectable()
export class BundleManifest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: KeysService,
    private readonly envelopes: Envelopes,
  ) {}

  /** `credential` is the credential's id as credential.json has it. */
  sign(
    { id: org, did }: CallingOrganization,
    credential: string,
    files: MeasuredFile[],
    at: Date,
  ): Promise<SecuredDocument> {
    return this.unitOfWork.run(org, async (tx) => {
      const key = (await this.keys.ensureKeys(tx, org, [did], at, this.envelopes.sealer())).get(did)!;
      const issuer = this.keys.issuerDid(did);
      const manifest = {
        type: 'EvidenceBundle',
        issuer,
        credential,
        createdAt: at.toISOString(),
        files: files.map(({ name, sha256, size }) => ({ name, sha256, size })),
      };
      return secure(manifest, {
        verificationMethod: `${issuer}#${key.publicKey}`,
        key: key.privateKey,
        created: at,
        proofPurpose: 'assertionMethod',
      });
    });
  }
}
