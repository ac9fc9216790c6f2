import type { SignWords } from '../sign-words';
import { make, withNumber } from './elements';

// The little of pdf.js that is used here; the library itself is fetched when a document is looked at.
interface Viewport {
  width: number;
  height: number;
}
interface TextItem {
  str?: string;
  hasEOL?: boolean;
}
interface PdfPage {
  getViewport(options: { scale: number }): Viewport;
  render(options: { canvas: HTMLCanvasElement; viewport: Viewport }): { promise: Promise<void>; cancel(): void };
  getTextContent(): Promise<{ items: TextItem[] }>;
}
interface PdfDocument {
  numPages: number;
  getPage(number: number): Promise<PdfPage>;
}
interface PdfJs {
  GlobalWorkerOptions: { workerSrc: string };
  getDocument(options: Record<string, unknown>): { promise: Promise<PdfDocument> };
}

/** A canvas larger than this is refused by phones. */
const MOST_PIXELS = 12_000_000;
const ZOOMS = [1, 1.5, 2, 3];

/** Draws the pages that are in sight, sharp on this screen, and keeps a text of every page beside its picture. */
export async function openViewer(viewer: HTMLElement, words: SignWords): Promise<void> {
  const status = make('p', { className: 'hint', textContent: words.loading }, { role: 'status' });
  viewer.before(status);
  try {
    const pdf = await load(viewer);
    status.remove();
    const sheets = [...viewer.querySelectorAll<HTMLElement>('.sheet')];
    const drawing = new Drawing(pdf, sheets);
    addZoom(viewer, words, () => drawing.again());
    for (const sheet of sheets) addText(sheet, pdf, words);
  } catch {
    status.textContent = words.failed;
    status.className = 'error';
  }
}

async function load(viewer: HTMLElement): Promise<PdfDocument> {
  const base = viewer.dataset.viewer ?? '';
  const pdfjs = (await import(`${base}pdf.min.mjs`)) as PdfJs;
  pdfjs.GlobalWorkerOptions.workerSrc = `${base}pdf.worker.min.mjs`;
  return pdfjs.getDocument({
    url: viewer.dataset.document,
    cMapUrl: `${base}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${base}standard_fonts/`,
    wasmUrl: `${base}wasm/`,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
}

/** Pages come into sight and are drawn, one at a time; what is out of sight gives its memory back. */
class Drawing {
  private readonly inSight = new Set<HTMLElement>();
  private queue = Promise.resolve();

  constructor(
    private readonly pdf: PdfDocument,
    private readonly sheets: HTMLElement[],
  ) {
    const observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.seen(entry)), {
      rootMargin: '50% 0px',
    });
    for (const sheet of sheets) observer.observe(sheet);
  }

  again(): void {
    for (const sheet of this.sheets) delete sheet.dataset.drawn;
    for (const sheet of this.inSight) this.enqueue(sheet);
  }

  private seen({ target, isIntersecting }: IntersectionObserverEntry): void {
    const sheet = target as HTMLElement;
    if (!isIntersecting) {
      this.inSight.delete(sheet);
      sheet.querySelector('canvas')?.remove();
      delete sheet.dataset.drawn;
      return;
    }
    this.inSight.add(sheet);
    this.enqueue(sheet);
  }

  private enqueue(sheet: HTMLElement): void {
    this.queue = this.queue.then(() => this.draw(sheet)).catch(() => undefined);
  }

  private async draw(sheet: HTMLElement): Promise<void> {
    if (!this.inSight.has(sheet) || sheet.dataset.drawn !== undefined) return;
    const paper = sheet.querySelector<SVGElement>('.paper');
    const page = await this.pdf.getPage(Number(sheet.dataset.page));
    const natural = page.getViewport({ scale: 1 });
    const wanted = ((paper?.clientWidth || sheet.clientWidth) / natural.width) * (devicePixelRatio || 1);
    const most = Math.sqrt(MOST_PIXELS / (natural.width * natural.height));
    const viewport = page.getViewport({ scale: Math.min(wanted, most) });
    const canvas = make(
      'canvas',
      { width: Math.floor(viewport.width), height: Math.floor(viewport.height) },
      { 'aria-hidden': 'true' },
    );
    await page.render({ canvas, viewport }).promise;
    sheet.querySelector('canvas')?.remove();
    paper?.before(canvas);
    sheet.dataset.drawn = '';
  }
}

function addZoom(viewer: HTMLElement, words: SignWords, redraw: () => void): void {
  let at = 0;
  const smaller = make(
    'button',
    { type: 'button', className: 'tool', textContent: '−', disabled: true },
    { 'aria-label': words.zoomOut },
  );
  const larger = make(
    'button',
    { type: 'button', className: 'tool', textContent: '+' },
    { 'aria-label': words.zoomIn },
  );
  const level = make('span', { className: 'quiet' }, { role: 'status' });
  const zoom = (step: number): void => {
    at = Math.min(Math.max(at + step, 0), ZOOMS.length - 1);
    viewer.style.setProperty('--zoom', String(ZOOMS[at]));
    smaller.disabled = at === 0;
    larger.disabled = at === ZOOMS.length - 1;
    level.textContent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(ZOOMS[at]);
    redraw();
  };
  smaller.addEventListener('click', () => zoom(-1));
  larger.addEventListener('click', () => zoom(1));
  viewer.before(make('div', { className: 'tools' }, {}, smaller, level, larger));
}

/** The words of a page for whoever cannot see its picture, or wants them to flow: read when asked for. */
function addText(sheet: HTMLElement, pdf: PdfDocument, words: SignWords): void {
  const number = Number(sheet.dataset.page);
  const text = make('div', { className: 'page-text', dir: 'auto' });
  const details = make(
    'details',
    { className: 'more' },
    {},
    make('summary', { textContent: withNumber(words.pageText, number) }),
    text,
  );
  details.addEventListener('toggle', () => void read(), { once: true });
  sheet.append(details);

  async function read(): Promise<void> {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const lines = items.map(({ str = '', hasEOL }) => str + (hasEOL ? '\n' : '')).join('');
    const paragraphs = lines
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    text.append(
      ...(paragraphs.length > 0 ? paragraphs : [words.noText]).map((line) => make('p', { textContent: line })),
    );
  }
}
