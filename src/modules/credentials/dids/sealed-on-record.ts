import { Injectable } from '@nestjs/common';
import { statement, UnitOfWork } from '../../../platform/database';
import { KeysService } from '../../keys';

/** That a document was sealed: when, and under which name the organization that asked for it signs. */
export interface SealRecord {
  at: Date;
  organization: string;
}

const FIND = statement(
  'sealings.of-document',
  `SELECT s.sealed_at AS at, o.did FROM sealings s JOIN organizations o ON o.id = s.org_id
   WHERE s.document_sha256 = decode($1, 'hex') ORDER BY s.sealed_at LIMIT 1`,
);

/** Which documents were sealed here, for whoever holds one: its digest is all that opens it. */
@Injectable()
export class SealedOnRecord {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: KeysService,
  ) {}

  /** By SHA-256 in hex; undefined when no such document was sealed here. */
  async find(sha256: string): Promise<SealRecord | undefined> {
    const [found] = await this.unitOfWork.runAsSystem('sealed-document.find', (tx) =>
      tx.query<{ at: Date; did: string }>(FIND, [sha256]),
    );
    return found && { at: found.at, organization: this.keys.issuerDid(found.did) };
  }
}
