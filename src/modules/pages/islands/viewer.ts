import type { SignWords } from '../sign-words';
import { make, withNumber } from './elements';

/** What is written on a page, as the server read it: positions in the units of `width` and `height`. */
interface PageText {
  text: string;
  width: number;
  height: number;
  runs: { text: string; x: number; y: number; width: number; height: number }[];
}

const SVG = 'http://www.w3.org/2000/svg';
const ZOOMS = [1, 1.5, 2, 3];
/** Nothing is drawn larger: beyond this a browser enlarges what it has. */
const SHARPEST = 3;

/** Keeps the pictures of the pages sharp when they are enlarged, and lays their text over them. */
export function openViewer(viewer: HTMLElement, words: SignWords): void {
  const sheets = [...viewer.querySelectorAll<HTMLElement>('.sheet')];
  const texts = new Map(sheets.map((sheet) => [sheet, onceAsked(() => textOf(sheet))]));
  for (const sheet of sheets) {
    watchPicture(sheet, words);
    addText(sheet, words, texts.get(sheet)!);
  }
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        void texts.get(target as HTMLElement)!().then((text) => layText(target as HTMLElement, text), ignore);
      }
    },
    { rootMargin: '50% 0px' },
  );
  for (const sheet of sheets) whenDrawn(sheet, () => observer.observe(sheet));
  addZoom(viewer, words, () => sharpen(sheets));
  visualViewport?.addEventListener('resize', () => sharpen(sheets));
}

const pictureOf = (sheet: HTMLElement): HTMLImageElement | null => sheet.querySelector('img.picture');

const ignore = (): void => undefined;

/** The text of a page is fetched once, after its picture: pictures come first. */
function onceAsked<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let asked: Promise<Result> | undefined;
  return () => (asked ??= ask());
}

async function textOf(sheet: HTMLElement): Promise<PageText> {
  const answer = await fetch(`${sheet.dataset.path}/text.json`);
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as PageText;
}

function whenDrawn(sheet: HTMLElement, then: () => void): void {
  const picture = pictureOf(sheet);
  if (!picture || (picture.complete && picture.naturalWidth > 0)) then();
  else picture.addEventListener('load', then, { once: true });
}

function watchPicture(sheet: HTMLElement, words: SignWords): void {
  const picture = pictureOf(sheet);
  const failed = (): void => {
    if (sheet.querySelector('.not-shown')) return;
    sheet.querySelector('.paper-frame')?.before(make('p', { className: 'error not-shown', textContent: words.failed }));
  };
  if (picture?.complete && picture.naturalWidth === 0 && picture.loading !== 'lazy') failed();
  picture?.addEventListener('error', failed);
  whenDrawn(sheet, () => (sheet.dataset.drawn = ''));
}

/** Tells the browser how wide a picture is shown now, pinching included: it fetches a sharper one where it has to. */
function sharpen(sheets: HTMLElement[]): void {
  for (const sheet of sheets) {
    const picture = pictureOf(sheet);
    if (!picture?.clientWidth) continue;
    const enlarged = Math.min(visualViewport?.scale ?? 1, SHARPEST);
    picture.sizes = `${Math.ceil(picture.clientWidth * enlarged)}px`;
  }
}

/** Letters that are not seen over the picture of themselves: to be marked, copied, found, and read aloud. */
function layText(sheet: HTMLElement, { runs, width, height }: PageText): void {
  const layer = document.createElementNS(SVG, 'svg');
  layer.setAttribute('class', 'letters');
  layer.setAttribute('viewBox', `0 0 ${width} ${height}`);
  layer.setAttribute('preserveAspectRatio', 'none');
  for (const run of runs) {
    const line = document.createElementNS(SVG, 'text');
    line.textContent = run.text;
    line.setAttribute('x', String(run.x));
    line.setAttribute('y', String(run.y + run.height * 0.8));
    line.setAttribute('font-size', String(run.height * 0.85));
    line.setAttribute('textLength', String(Math.max(run.width, 0.1)));
    line.setAttribute('lengthAdjust', 'spacingAndGlyphs');
    layer.append(line);
  }
  sheet.querySelector('.paper')?.before(layer);
}

function addZoom(viewer: HTMLElement, words: SignWords, zoomed: () => void): void {
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
    level.textContent = new Intl.NumberFormat(document.documentElement.lang, {
      style: 'percent',
    }).format(ZOOMS[at]);
    zoomed();
  };
  smaller.addEventListener('click', () => zoom(-1));
  larger.addEventListener('click', () => zoom(1));
  viewer.before(make('div', { className: 'tools' }, {}, smaller, level, larger));
}

/** The words of a page for whoever cannot see its picture, or wants them to flow: read when asked for. */
function addText(sheet: HTMLElement, words: SignWords, read: () => Promise<PageText>): void {
  const text = make('div', { className: 'page-text', dir: 'auto' });
  const summary = make('summary', {
    textContent: withNumber(words.pageText, Number(sheet.dataset.page)),
  });
  const details = make('details', { className: 'more' }, {}, summary, text);
  const show = (lines: string[]): void =>
    text.replaceChildren(...lines.map((line) => make('p', { textContent: line })));
  const fill = (): void =>
    void read().then(
      ({ runs }) => show(runs.length > 0 ? runs.map((run) => run.text) : [words.noText]),
      () => show([words.failed]),
    );
  details.addEventListener('toggle', fill, { once: true });
  sheet.querySelector('.text-link')?.replaceWith(details);
}
