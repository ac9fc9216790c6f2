import SignaturePad from 'signature_pad';
import { asPng, ink, READ, uploaded, written } from './ink';
import type { SigningHand, SignWords } from '../sign-words';
import { make } from './elements';
import { FaceChoice } from './hands';

export type MarkKind = 'DRAWN' | 'TYPED' | 'UPLOADED';

/** A signature or initials, made. */
export interface Made {
  kind: MarkKind;
  text: string;
  image: string;
}

/** Between a drawing and the edge of its pad, in pixels of the page: half the widest stroke and a little. */
const MARGIN = 4;

interface Way {
  name: string;
  panel: HTMLElement;
  /** Called when the way is chosen: what must be measured cannot be while it is hidden. */
  shown?: () => void;
  result: () => Promise<Made | undefined>;
}

/** Asks for a signature or initials: drawn, typed or uploaded. Resolves to nothing when the person thinks better of it. */
export function askForMark(
  title: string,
  typeLabel: string,
  typed: string,
  words: SignWords,
  hands: SigningHand[],
): Promise<Made | undefined> {
  const ways = [drawing(words), typing(typeLabel, typed, words, hands), uploading(words)];
  const tabs = new Tabs(title, ways);
  return ask(
    title,
    words,
    [tabs.list, ...ways.map(({ panel }) => panel)],
    () => tabs.chosen.result(),
    () => tabs.choose(0),
  );
}

/** The ways to make a signature, one shown at a time, moved between with the arrow keys. */
class Tabs {
  readonly list: HTMLElement;
  chosen: Way;
  private readonly tabs: HTMLButtonElement[];

  constructor(
    title: string,
    private readonly ways: Way[],
  ) {
    this.chosen = ways[0];
    this.tabs = ways.map((way, at) => this.tabFor(way, at));
    this.list = make('div', { className: 'ways' }, { role: 'tablist', 'aria-label': title }, ...this.tabs);
  }

  choose(at: number): void {
    this.chosen = this.ways[at];
    this.tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === at));
      tab.tabIndex = index === at ? 0 : -1;
      this.ways[index].panel.hidden = index !== at;
    });
    this.chosen.shown?.();
  }

  private tabFor({ name, panel }: Way, at: number): HTMLButtonElement {
    const id = `way-${at}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', id);
    const tab = make('button', { type: 'button', id, textContent: name }, { role: 'tab' });
    tab.addEventListener('click', () => this.choose(at));
    tab.addEventListener('keydown', ({ key }) => this.move(at, { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0));
    return tab;
  }

  private move(at: number, step: number): void {
    if (step === 0) return;
    const forwards = document.documentElement.dir === 'rtl' ? -step : step;
    const next = (at + forwards + this.tabs.length) % this.tabs.length;
    this.choose(next);
    this.tabs[next].focus();
  }
}

/** Asks for a line of text or a date. */
export function askForText(
  title: string,
  value: string,
  type: 'text' | 'date',
  words: SignWords,
): Promise<string | undefined> {
  const input = make('input', { type, value, id: 'asked', maxLength: 200, dir: 'auto' });
  const label = make('label', { htmlFor: 'asked', className: 'visually-hidden', textContent: title });
  return ask(
    title,
    words,
    [label, input],
    () => Promise.resolve(input.value),
    () => input.focus(),
  );
}

function ask<Result>(
  title: string,
  words: SignWords,
  content: HTMLElement[],
  result: () => Promise<Result | undefined>,
  opened: () => void,
): Promise<Result | undefined> {
  return new Promise((resolve) => {
    const use = make('button', { className: 'button', textContent: words.use });
    const cancel = make('button', { type: 'button', className: 'button quiet-button', textContent: words.cancel });
    const form = make(
      'form',
      { method: 'dialog' },
      {},
      make('h2', { id: 'ask-title', textContent: title }),
      ...content,
    );
    form.append(make('div', { className: 'answers' }, {}, cancel, use));
    const dialog = make('dialog', { className: 'ask' }, { 'aria-labelledby': 'ask-title' }, form);
    let answer: Result | undefined;
    cancel.addEventListener('click', () => dialog.close());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void result().then((given) => {
        if (given === undefined) return;
        answer = given;
        dialog.close();
      });
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    opened();
  });
}

function drawing(words: SignWords): Way {
  const canvas = make('canvas', { className: 'pad' }, { role: 'img', 'aria-label': words.drawHint });
  const undo = make('button', { type: 'button', className: 'plain', textContent: words.undo });
  const clear = make('button', { type: 'button', className: 'plain', textContent: words.clear });
  const hint = make('p', { className: 'hint', textContent: words.drawHint });
  const panel = make('div', {}, {}, hint, canvas, make('div', { className: 'pad-tools' }, {}, undo, clear));
  const pad = new SignaturePad(canvas, {
    ...{ penColor: ink(), minWidth: 0.8, maxWidth: 2.6 },
    canvasContextOptions: READ,
  });
  // The canvas has no size before it is shown, and another one when the phone is turned.
  new ResizeObserver(() => fitToSize(pad, canvas)).observe(canvas);
  undo.addEventListener('click', () => pad.fromData(pad.toData().slice(0, -1)));
  clear.addEventListener('click', () => pad.clear());
  const result = (): Promise<Made | undefined> => {
    const image = pad.isEmpty() ? '' : asPng(canvas);
    hint.classList.toggle('error', !image);
    return Promise.resolve(image ? { kind: 'DRAWN', text: '', image } : undefined);
  };
  return { name: words.draw, panel, result };
}

/** Gives the canvas as many pixels as it shows. What was drawn stays, smaller where it would be cut off. */
function fitToSize(pad: SignaturePad, canvas: HTMLCanvasElement): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0) return;
  const strokes = pad.toData();
  const points = strokes.flatMap((stroke) => stroke.points);
  const [right, bottom] = [Math.max(1, ...points.map(({ x }) => x)), Math.max(1, ...points.map(({ y }) => y))];
  const scale = Math.min(1, (width - MARGIN) / right, (height - MARGIN) / bottom);
  const ratio = Math.max(devicePixelRatio || 1, 1);
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.getContext('2d', READ)?.scale(ratio, ratio);
  pad.fromData(
    strokes.map((stroke) => ({
      ...stroke,
      minWidth: stroke.minWidth * scale,
      maxWidth: stroke.maxWidth * scale,
      dotSize: stroke.dotSize * scale,
      points: stroke.points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale })),
    })),
  );
}

function typing(label: string, typed: string, words: SignWords, hands: SigningHand[]): Way {
  const input = make('input', {
    type: 'text',
    id: 'typed',
    value: typed,
    maxLength: 100,
    dir: 'auto',
    autocomplete: 'name',
  });
  const faces = new FaceChoice(words, hands);
  const show = (): void => faces.show(input.value || label);
  input.addEventListener('input', show);
  show();
  const hint = make('p', { className: 'hint', textContent: words.typedCounts });
  const panel = make('div', {}, {}, make('label', { htmlFor: 'typed', textContent: label }), input, hint);
  panel.append(faces.list);
  const result = async (): Promise<Made | undefined> => {
    const text = input.value.trim();
    input.setAttribute('aria-invalid', String(!text));
    if (!text) return void input.focus();
    return { kind: 'TYPED', text, image: await written(text, faces.chosen) };
  };
  return { name: words.type, panel, shown: () => input.focus(), result };
}

function uploading(words: SignWords): Way {
  const input = make('input', { type: 'file', id: 'picture', accept: 'image/png,image/jpeg,image/webp' });
  const preview = make('img', { className: 'ink', alt: '', hidden: true });
  const hint = make('p', { className: 'hint', textContent: words.uploadHint }, { role: 'status' });
  const label = make('label', { htmlFor: 'picture', textContent: words.upload });
  const panel = make('div', {}, {}, label, hint, input, preview);
  let image = '';
  const say = (what: string): void => {
    hint.textContent = what;
    hint.classList.toggle('error', what !== words.uploadHint);
  };
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    image = '';
    preview.hidden = true;
    if (!file) return;
    uploaded(file).then(
      (address) => {
        image = preview.src = address;
        preview.hidden = !address;
        say(address ? words.uploadHint : words.uploadUnclear);
      },
      () => say(words.uploadFailed),
    );
  });
  const result = (): Promise<Made | undefined> => {
    if (!image && hint.textContent === words.uploadHint) say(words.uploadFailed);
    return Promise.resolve(image ? { kind: 'UPLOADED', text: '', image } : undefined);
  };
  return { name: words.upload, panel, result };
}
