import { Injectable, Logger, OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { UnitOfWork } from '../../../platform/database';
import type { OrganizationId } from '../../../platform/http';
import { DocumentStore } from '../document-store';
import { PdfProcesses } from '../pdf-processes';
import { UnreadablePdf } from '../unreadable-pdf';
import type { DrawAnswer, DrawQuestion, ShownText } from './draw-questions';
import type { Missing } from './missing-on-page';

/** Pictures come in these widths, in pixels: a browser takes the one that its screen needs. */
export const PICTURE_WIDTHS = [720, 1080, 2160] as const;

/** A document, by whose it is and its SHA-256 in hex. */
export interface DocumentKey {
  org: OrganizationId;
  sha256: string;
}

const LIMITS = {
  processes: 2,
  waiting: 120,
  unfairMilliseconds: 500,
  documentMilliseconds: 20_000,
  patienceMilliseconds: 60_000,
  heapMegabytes: 256,
  idleMilliseconds: 60_000,
};
const MOST_CACHED_BYTES = 32 * 1024 * 1024;
const MOST_CACHED_LOOKS = 2_000;

/**
 * The pages of stored documents as a person sees them: pictures, what is written on them, and what of them could not be
 * drawn. Drawn in processes of their own, for one organization after the other, and kept here by the digest of the document.
 * Whoever asks has made sure that the person may see it.
 */
@Injectable()
export class PagePictures implements OnModuleDestroy {
  private readonly logger = new Logger('drawing');
  private readonly processes = new PdfProcesses<DrawQuestion, DrawAnswer>('drawing/draw-process', LIMITS);
  private readonly pictures = new LRUCache<string, Buffer>({
    maxSize: MOST_CACHED_BYTES,
    sizeCalculation: ({ length }) => length + 1,
  });
  private readonly looks = new LRUCache<string, Missing[][]>({
    max: MOST_CACHED_LOOKS,
  });
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: DocumentStore,
  ) {}

  /** A page as WebP. Rejects with UnreadablePdf where it cannot be drawn, with TooManyPdfsWaiting where there is no room. */
  async picture(document: DocumentKey, pageIndex: number, width: number): Promise<Buffer> {
    const name = `${document.sha256}/${pageIndex}/${width}`;
    const known = this.pictures.get(name);
    if (known) return known;
    return this.once(name, async () => {
      const answer = await this.ask(document, {
        what: 'PICTURE',
        pageIndex,
        width,
      });
      const picture = 'picture' in answer ? Buffer.from(answer.picture) : undrawable(answer);
      this.pictures.set(name, picture);
      return picture;
    });
  }

  /** What is written on a page. Rejects like `picture`. */
  async text(document: DocumentKey, pageIndex: number): Promise<ShownText> {
    return this.once(`${document.sha256}/${pageIndex}/text`, async () => {
      const answer = await this.ask(document, { what: 'TEXT', pageIndex });
      return 'text' in answer ? answer.text : undrawable(answer);
    });
  }

  /** What could not be drawn, page by page. Rejects like `picture`. */
  async missing(document: DocumentKey): Promise<Missing[][]> {
    const known = this.looks.get(document.sha256);
    if (known) return known;
    return this.once(`${document.sha256}/missing`, async () => {
      const missing = await this.look(document);
      this.looks.set(document.sha256, missing);
      return missing;
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.processes.stop();
  }

  /** Some pages, then the next ones: no document keeps others waiting for long. */
  private async look(document: DocumentKey): Promise<Missing[][]> {
    const missing: Missing[][] = [];
    for (;;) {
      const answer = await this.ask(document, {
        what: 'MISSING',
        from: missing.length,
      });
      if (!('missing' in answer)) return undrawable(answer);
      missing.push(...answer.missing);
      if (missing.length >= answer.pageCount || answer.missing.length === 0) return missing;
    }
  }

  /** Its bytes are read and sent only where the process does not have the document open. */
  private async ask({ org, sha256 }: DocumentKey, ask: DrawQuestion['ask']): Promise<DrawAnswer> {
    const answer = await this.processes.ask({ document: sha256, ask }, org);
    if (!('unknown' in answer)) return answer;
    const bytes = await this.unitOfWork.read(org, (tx) => this.documents.find(tx, org, sha256));
    if (!bytes) throw new Error(`There is no document ${sha256}`);
    return this.processes.ask({ document: sha256, bytes, ask }, org);
  }

  /** Two who ask for the same wait for one drawing. */
  private once<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const running = this.underWay.get(name) as Promise<Result> | undefined;
    if (running) return running;
    const started = work().finally(() => this.underWay.delete(name));
    this.underWay.set(name, started);
    started.catch((error: unknown) => this.logger.warn({ err: error, drawing: name }, 'A page could not be drawn'));
    return started;
  }
}

function undrawable(answer: DrawAnswer): never {
  throw new UnreadablePdf('corrupt', 'failed' in answer ? answer.failed : 'The document was not kept');
}
