import { Injectable } from '@nestjs/common';
import { AskedCredentials } from '../../credentials';
import { EvidenceService } from '../../evidence';
import type { SessionKey, Visitor } from './answering';
import { Drafts } from './drafts';
import { PageSessions } from './page-sessions';
import { visitDetails } from './visit-details';

/** That something was shown to somebody: once an entry and item. */
@Injectable()
export class ReportViewed {
  constructor(
    private readonly sessions: PageSessions,
    private readonly credentials: AskedCredentials,
    private readonly drafts: Drafts,
    private readonly evidence: EvidenceService,
  ) {}

  async execute(key: SessionKey, credentialId: string, visitor: Visitor): Promise<void> {
    await this.sessions.within(key, async (tx, visit) => {
      const { org, entry, at, sealer } = visit;
      const asked = await this.credentials.ofRequest(tx, org, entry.requestId);
      const credential = asked.find(({ id }) => id === credentialId);
      if (!credential || !(await this.drafts.view(tx, visit, credentialId))) return;
      const details = { ...visitDetails(entry, visitor), digest: credential.digest.toString('hex') };
      const fact = { kind: 'item.viewed' as const, subjectId: credentialId, occurredAt: at, details };
      this.evidence.append(tx, org, [fact], sealer);
    });
  }
}
