/**
 * The program of a child process that draws pages for `page-pictures.ts`. Like the reader's it has no environment and no
 * secrets, and lives as long as the channel to the server does.
 */
import { answerQuestions } from '../answer-questions';
import { MOST_PREVIEWS, type PagePreview, type PreviewBox } from '../page-preview';
import type { DrawAnswer, DrawQuestion, ShownText } from './draw-questions';
import { openForDrawing, type DrawableDocument } from './drawable-document';
import type { DrawablePage } from './drawable-page';
import { asPng } from './encode-png';
import { asWebp } from './encode-webp';
import type { Missing } from './missing-on-page';

const MOST_MEGABYTES = 1024;
/** WebAssembly never gives memory back: beyond this a new process is cheaper than the machine's memory. */
const SPENT_MEGABYTES = 384;
const PREVIEW_WIDTH = 1000;
const MOST_PREVIEW_HEIGHT = 4000;
/** So long one question may look at page after page before others have their turn. */
const LOOK_MILLISECONDS = 1000;

let open: { name: string; document: DrawableDocument } | undefined;

answerQuestions<DrawQuestion, DrawAnswer & { spent: boolean }>(MOST_MEGABYTES, async (question) => {
  const given = await answer(question).catch((error: unknown): DrawAnswer => {
    open = undefined; // whatever state it is in
    return {
      failed: String(error instanceof Error ? error.message : error).slice(0, 200),
    };
  });
  return { ...given, spent: process.memoryUsage.rss() > SPENT_MEGABYTES * 1024 * 1024 };
});

async function answer({ document: name, bytes, ask }: DrawQuestion): Promise<DrawAnswer> {
  const document = await documentOf(name, bytes);
  if (!document) return { unknown: true };
  switch (ask.what) {
    case 'PICTURE':
      return {
        picture: await asWebp(document.page(ask.pageIndex).draw({ width: ask.width })),
      };
    case 'TEXT':
      return { text: textOf(document.page(ask.pageIndex)) };
    case 'PREVIEW':
      return { previews: previewsOf(document, ask.boxes) };
    case 'MISSING':
      return {
        missing: look(document, ask.from),
        pageCount: document.pageCount,
      };
  }
}

async function documentOf(name: string, bytes?: Uint8Array): Promise<DrawableDocument | undefined> {
  if (open?.name === name) return open.document;
  if (!bytes) return undefined;
  open?.document.close();
  open = undefined;
  open = { name, document: await openForDrawing(bytes) };
  return open.document;
}

function previewsOf(document: DrawableDocument, boxes: PreviewBox[]): PagePreview[] {
  return Array.from({ length: Math.min(document.pageCount, MOST_PREVIEWS) }, (_, pageIndex) => {
    const own = boxes.filter((box) => box.pageIndex === pageIndex);
    const page = document.page(pageIndex);
    const width = Math.min(PREVIEW_WIDTH, (MOST_PREVIEW_HEIGHT * page.width) / page.height);
    const drawing = page.draw({ width }, own);
    return { pageIndex, width: drawing.width, height: drawing.height, png: asPng(drawing) };
  });
}

function textOf(page: DrawablePage): ShownText {
  const { width, height } = page;
  return { ...page.text(), width, height };
}

function look(document: DrawableDocument, from: number): Missing[][] {
  const [until, missing]: [number, Missing[][]] = [performance.now() + LOOK_MILLISECONDS, []];
  for (let index = from; index < document.pageCount && performance.now() < until; index++)
    missing.push(lookAt(document, index));
  return missing;
}

function lookAt(document: DrawableDocument, index: number): Missing[] {
  try {
    return document.page(index).missing();
  } catch (error) {
    if (error instanceof RangeError) return [{ what: 'PAGE' }];
    throw error;
  }
}
