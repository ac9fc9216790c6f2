import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';

/** A credential that some may have accepted and that was rejected, or ended before everybody had answered. */
export interface EndedCredential {
  id: string;
  endedAt: Date;
}

/** Tells those who had accepted it. */
export interface EndTeller {
  /** In the transaction that proves how it ended. */
  tell(tx: Transaction, org: OrganizationId, ended: EndedCredential): Promise<void>;
  /** After the commit. */
  wake(): void;
}

/** Who is told when what somebody has accepted came to nothing, so that credentials need not know how people are written to. */
@Injectable()
export class CameToNothing {
  private teller: EndTeller | null = null;

  /** Registered once, at start. */
  onEnd(teller: EndTeller): void {
    this.teller = teller;
  }

  async tell(tx: Transaction, org: OrganizationId, ended: EndedCredential): Promise<void> {
    await this.teller?.tell(tx, org, ended);
  }

  wake(): void {
    this.teller?.wake();
  }
}
