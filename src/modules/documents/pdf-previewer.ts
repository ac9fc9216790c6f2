import { Injectable, OnModuleDestroy } from '@nestjs/common';
import type { DrawAnswer, DrawQuestion } from './drawing/draw-questions';
import { MOST_PREVIEWS, type PagePreview, type PreviewBox } from './page-preview';
import { PdfProcesses } from './pdf-processes';
import { UnreadablePdf } from './unreadable-pdf';

const LIMITS = {
  processes: 1,
  waiting: 20,
  unfairMilliseconds: 500,
  documentMilliseconds: 20_000,
  patienceMilliseconds: 60_000,
  heapMegabytes: 384,
  idleMilliseconds: 60_000,
};

/** Draws the first pages of documents that were read before, with boxes on them, in a process of its own. */
@Injectable()
export class PdfPreviewer implements OnModuleDestroy {
  private readonly processes = new PdfProcesses<DrawQuestion, DrawAnswer>('drawing/draw-process', LIMITS);
  private asked = 0;

  /** Rejects with UnreadablePdf where this document cannot be drawn, or TooManyPdfsWaiting. */
  async draw(bytes: Buffer, boxes: PreviewBox[], owner?: string): Promise<PagePreview[]> {
    const visible = boxes.filter(({ pageIndex }) => pageIndex < MOST_PREVIEWS);
    const document = `preview ${this.asked++}`; // none is asked for twice: nobody has to hash it
    const answer = await this.processes.ask({ document, bytes, ask: { what: 'PREVIEW', boxes: visible } }, owner);
    if ('previews' in answer) return answer.previews;
    throw new UnreadablePdf('corrupt', 'failed' in answer ? answer.failed : undefined);
  }

  async onModuleDestroy(): Promise<void> {
    await this.processes.stop();
  }
}
