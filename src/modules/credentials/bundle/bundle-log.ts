import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database';
import type { CallingOrganization } from '../../../platform/http';
import { EvidenceChain, LogExcerpts, type LogEntry, type LogExcerpt } from '../../evidence';
import type { Bundled } from './find-bundled';

/** The part of the organization's log that speaks of a credential, its request and its people, signed up to this moment. */
@Injectable()
export class BundleLog {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly chain: EvidenceChain,
    private readonly excerpts: LogExcerpts,
  ) {}

  async execute({ id: org, did }: CallingOrganization, credentialId: string, bundled: Bundled): Promise<LogExcerpt> {
    const { requestId, entries, people, decisions, askedContacts } = bundled;
    const about = [credentialId, requestId, ...entries, ...people, ...decisions.map(({ id }) => id)];
    await this.chain.catchUpSigned(org, about);
    return this.unitOfWork.read(org, async (tx) => {
      const found = await this.excerpts.entries(tx, org, about);
      return this.excerpts.with(tx, org, did, found.filter(concerns(askedContacts)));
    });
  }
}

/** A contact that was added to somebody, but that this request did not go to, is nobody's business here. */
const concerns =
  (contacts: string[]) =>
  ({ kind, details }: LogEntry): boolean =>
    kind !== 'contact.added' || details === null || contacts.includes(String(details.contact));
