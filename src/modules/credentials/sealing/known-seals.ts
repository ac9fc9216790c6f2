import { Injectable, OnModuleInit } from '@nestjs/common';
import { DocumentsService } from '../../documents';
import { SealCertificates } from '../../keys';

/**
 * Tells who reads uploads which seals are ours: a document that was sealed here comes back to be signed once more, and what its seal
 * brought along is no change of it. One whose key somebody else may have had is left out.
 */
@Injectable()
export class KnownSeals implements OnModuleInit {
  constructor(
    private readonly documents: DocumentsService,
    private readonly certificates: SealCertificates,
  ) {}

  onModuleInit(): void {
    this.documents.knowSeals(async () => {
      const all = await this.certificates.all();
      return all.flatMap(({ fingerprint, compromisedAt }) => (compromisedAt ? [] : [fingerprint]));
    });
  }
}
