import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { UnitOfWork, type Transaction } from '../../platform/database';
import { Problem, type OrganizationId } from '../../platform/http';
import { DocumentStore } from '../documents';
import { documentsIn } from '../resources';
import { documentOf } from './asked-credentials';
import {
  credentialView,
  latestSha256,
  type CredentialRow,
  type CredentialView,
  type ToldProofs,
} from './credential-view';
import { ReadProofs } from './sealing/read-proofs';
import { ReadCredentials } from './read-credentials';

export interface ShownCredential {
  credential: Omit<CredentialView, 'w3cCredential'>;
  w3cCredential: CredentialView['w3cCredential'];
  internalId: string | null;
  /** Base64, when it was asked for and there is one. */
  pdf?: string;
}

export interface DownloadedDocument {
  /** Base64. */
  fileContent: string;
  internalId: string | null;
}

/** GET /v1/credential/{id} and GET /v1/resource/download/{credentialId}. */
@Injectable()
export class ShowCredential {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: ReadCredentials,
    private readonly documents: DocumentStore,
    private readonly proofs: ReadProofs,
    private readonly clock: Clock,
  ) {}

  execute(org: OrganizationId, id: string, includePdf: boolean): Promise<ShownCredential> {
    return this.unitOfWork.read(org, async (tx) => {
      const row = await this.find(tx, org, id);
      const proofs = await this.proofs.of(tx, org, [id]);
      const { w3cCredential, ...credential } = credentialView(row, this.clock.now(), proofs.get(id));
      const pdf = includePdf ? await this.document(tx, org, row, proofs.get(id)) : null;
      return { credential, w3cCredential, internalId: row.internalId, ...(pdf && { pdf: pdf.toString('base64') }) };
    });
  }

  /** The document of a DOCUMENT; with `sha256` any PDF that the credential asks or that a person attached to a FORM. */
  download(org: OrganizationId, id: string, sha256?: string): Promise<DownloadedDocument> {
    return this.unitOfWork.read(org, async (tx) => {
      const row = await this.find(tx, org, id);
      if (row.type !== 'DOCUMENT' && sha256 === undefined) {
        throw new Problem(
          'not_found',
          `This credential is a ${row.type}: only a DOCUMENT has a file to download without a sha256`,
        );
      }
      if (credentialView(row, this.clock.now()).status === 'PENDING') {
        throw new Problem('not_decided_yet', 'This document has not been decided yet: there is nothing to download');
      }
      const proofs = await this.proofs.of(tx, org, [id]);
      const sealing = proofs.get(id)?.sealing;
      if (sha256 === undefined && sealing?.status === 'REFUSED') throw new Problem('sealing_refused', sealing.reason!);
      const known = sha256 === undefined || (await this.holds(tx, org, row, proofs.get(id), sha256));
      if (!known) throw new Problem('not_found', 'No PDF of this credential has this sha256');
      const pdf = await this.document(tx, org, row, proofs.get(id), sha256);
      if (!pdf) throw new Error(`The document of credential ${id} is not stored`);
      return { fileContent: pdf.toString('base64'), internalId: row.internalId };
    });
  }

  private async find(tx: Transaction, org: OrganizationId, id: string): Promise<CredentialRow> {
    const row = await this.credentials.one(tx, org, id);
    if (!row) throw new Problem('not_found', 'Credential not found for issuer');
    return row;
  }

  private async holds(
    tx: Transaction,
    org: OrganizationId,
    row: CredentialRow,
    proofs: ToldProofs | undefined,
    sha256: string,
  ): Promise<boolean> {
    const answers = await this.credentials.answersTo(tx, org, row.id);
    const documents = documentsIn([...row.data, ...answers.flat()]);
    const sealed = proofs?.sealedDocument;
    const renewed = sealed?.revisions?.map((revision) => revision.sha256) ?? [];
    const isSealed = [sealed?.sha256, sealed?.evidenceSha256, ...renewed].includes(sha256);
    return isSealed || documents.some((document) => [document.sha256, document.originalSha256].includes(sha256));
  }

  /** The latest: sealed with all marks once everybody has accepted, before that as it is asked. By its name: an upload as well. */
  private async document(
    tx: Transaction,
    org: OrganizationId,
    row: CredentialRow,
    proofs: ToldProofs | undefined,
    named?: string,
  ): Promise<Buffer | null> {
    const sealed = proofs?.sealedDocument;
    const sha256 = named ?? (sealed ? latestSha256(sealed) : documentOf(row)?.sha256);
    if (sha256 === undefined) return null;
    return (await this.documents.find(tx, org, sha256)) ?? this.documents.original(tx, org, sha256);
  }
}
