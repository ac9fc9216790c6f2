import { Injectable, OnModuleDestroy } from '@nestjs/common';
import {
  MOST_PREVIEWS,
  type PagePreview,
  type PreviewAnswer,
  type PreviewBox,
  type PreviewQuestion,
} from './page-preview';
import { PdfProcesses } from './pdf-processes';
import { UnreadablePdf } from './unreadable-pdf';

/** This installation cannot draw; the message says what is missing. */
export class PreviewUnavailable extends Error {
  override readonly name = 'PreviewUnavailable';
}

const LIMITS = {
  processes: 1,
  waiting: 20,
  unfairMilliseconds: 500,
  documentMilliseconds: 20_000,
  heapMegabytes: 384,
  idleMilliseconds: 60_000,
};

/** Draws the first pages of documents that were read before, with boxes on them, in a process of its own. */
@Injectable()
export class PdfPreviewer implements OnModuleDestroy {
  private readonly processes = new PdfProcesses<PreviewQuestion, PreviewAnswer>('preview-process', LIMITS);

  /** Rejects with PreviewUnavailable, with UnreadablePdf where this document cannot be drawn, or TooManyPdfsWaiting. */
  async draw(bytes: Buffer, boxes: PreviewBox[], owner?: string): Promise<PagePreview[]> {
    const visible = boxes.filter(({ pageIndex }) => pageIndex < MOST_PREVIEWS);
    const answer = await this.processes.ask({ bytes, boxes: visible }, owner);
    if ('unavailable' in answer) throw new PreviewUnavailable(answer.unavailable);
    if ('refused' in answer) throw new UnreadablePdf(answer.refused, answer.detail);
    return answer.previews;
  }

  async onModuleDestroy(): Promise<void> {
    await this.processes.stop();
  }
}
