import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { PdfProcesses } from '../pdf-processes';
import type { Comparison } from './compare-documents';
import type { Finding } from './finding';

export type GuardAnswer = { findings: Finding[] } | { failed: string };

/** The comparison could not be made: that says nothing of the document. */
export class ComparisonFailed extends Error {
  override readonly name = 'ComparisonFailed';
}

const LIMITS = {
  processes: 1,
  waiting: 200,
  unfairMilliseconds: 500,
  documentMilliseconds: 60_000,
  patienceMilliseconds: 240_000,
  heapMegabytes: 256,
  idleMilliseconds: 60_000,
};

/** Looks at documents that came out of this server before anybody gets them, in a process of its own. */
@Injectable()
export class DocumentGuard implements OnModuleDestroy {
  private readonly processes = new PdfProcesses<Comparison, GuardAnswer>('guard-process', LIMITS);

  /**
   * What is wrong with the result; empty when nothing is. Rejects with ComparisonFailed, UnreadablePdf (it took too much time or
   * memory) or TooManyPdfsWaiting.
   */
  async compare(comparison: Comparison, owner?: string): Promise<Finding[]> {
    const answer = await this.processes.ask(comparison, owner);
    if ('failed' in answer) throw new ComparisonFailed(answer.failed);
    return answer.findings;
  }

  async onModuleDestroy(): Promise<void> {
    await this.processes.stop();
  }
}
