import { askForMark, askForText, type Made } from './mark-dialog';
import { facesFor } from './hands';
import { written } from './ink';
import type { SigningHand, SignWords } from '../sign-words';
import { counted, make, withNumber } from './elements';
import { faceLoaded, textInPlace } from './text-in-place';
import type { Room } from '../../../platform/text-fitting';

/** A place on a page as the server drew it. */
interface Spot {
  id: string;
  type: string;
  /** "Signature 1 of 2, page 1": what the list below the pages calls it. */
  name: string;
  /** Where its page has several of its kind. */
  number?: string;
  /** Where it lies on the page: large enough to be seen, too small to be the only thing to press. */
  area: HTMLElement;
  /** Its size on paper, in points. */
  room: Room;
  /** The same in the list below the pages, for whoever goes by lists. */
  twin?: HTMLButtonElement;
}

const MAIN = ['SIGNATURE', 'INITIALS'];
/** What may stay empty. */
const OPTIONAL = ['TEXT', 'CHECKBOX'];

/**
 * Lets a person walk through the places one by one, and touch them on the page. Everything ends up in the fields that the page has anyway, so the form that is
 * sent is the same with and without this script; only a signature goes into each place by a touch of its own.
 */
export function fillPlaces(viewer: HTMLElement, words: SignWords, hands: SigningHand[]): void {
  if (!document.querySelector('.places') || !('HTMLDialogElement' in window)) return;
  new Places(viewer, words, hands).begin();
}

class Places {
  private readonly spots: Spot[];
  private readonly made = new Map<string, Made>();
  /** For each mark the button that changes it, there once it was made. */
  private readonly changes = new Map<string, HTMLButtonElement>();
  /** How far one is. It takes the focus when there is no next place any more. */
  private readonly status = make('p', { tabIndex: -1 }, { role: 'status' });
  private readonly next = make('button', { type: 'button', className: 'button' });

  constructor(
    private readonly viewer: HTMLElement,
    private readonly words: SignWords,
    private readonly hands: SigningHand[],
  ) {
    this.spots = [...viewer.querySelectorAll<SVGGElement>('g[data-place]')].map((frame) => this.spotFor(frame));
  }

  begin(): void {
    for (const mark of MAIN) this.takeOver(mark);
    for (const spot of this.spots) {
      spot.area.addEventListener('click', () => void this.fill(spot));
      this.fieldOf(spot)?.addEventListener('input', () => this.show());
    }
    this.next.addEventListener('click', () => void this.goTo(this.open()[0]));
    this.viewer.parentElement?.after(make('div', { className: 'walk' }, {}, this.status, this.next));
    this.show();
  }

  /** The typed fields of a signature give way to a list of its places, each with a button. */
  private takeOver(mark: string): void {
    const block = document.querySelector<HTMLElement>(`.main-mark[data-mark="${mark}"]`);
    if (!block) return;
    const { kind, text, image } = {
      kind: this.hidden(mark, 'kind'),
      text: this.hidden(mark, 'text'),
      image: this.hidden(mark, 'image'),
    };
    const filled = block.querySelectorAll('[data-filled]').length > 0;
    for (const at of block.querySelectorAll<HTMLInputElement>('input[name="at"]'))
      at.disabled = at.dataset.filled === undefined;
    for (const part of block.querySelectorAll<HTMLElement>('label, .hint, input.script')) part.hidden = true;
    if (filled && image) this.made.set(mark, { kind: kind as Made['kind'], text, image });
    else if (filled && text)
      void written(text, facesFor(text, this.hands)[0]).then((drawn) => {
        this.keep(mark, { kind: 'TYPED', text, image: drawn });
        this.show();
      });
    for (const spot of this.spots.filter(({ type }) => type === mark)) {
      const id = `place-${spot.id}`;
      spot.twin = make('button', { type: 'button', className: 'button quiet-button twin', id });
      for (const way of document.querySelectorAll(`a[data-to="${spot.id}"]`)) way.setAttribute('href', `#${id}`);
      spot.twin.addEventListener('click', () => void this.fill(spot));
      block.append(spot.twin);
    }
    const textContent = `${this.words.change}: ${this.words.kinds[mark]}`;
    const change = make('button', { type: 'button', className: 'plain', textContent, hidden: !this.made.has(mark) });
    this.changes.set(mark, change);
    change.addEventListener('click', () => void this.make(mark).then(() => this.show()));
    block.append(change);
  }

  private async fill(spot: Spot): Promise<void> {
    const field = this.fieldOf(spot);
    if (MAIN.includes(spot.type)) {
      const again = this.isFilled(spot);
      if (again || !this.made.has(spot.type)) await this.make(spot.type);
      const at = this.placeInput(spot);
      if (at && this.made.has(spot.type)) at.disabled = false;
    } else if (field?.type === 'checkbox') field.checked = !field.checked;
    else if (field) {
      const text = await askForText(spot.name, field.value, field.type === 'date' ? 'date' : 'text', this.words);
      if (text !== undefined) field.value = text;
    }
    this.show();
  }

  /** Asks for a signature or initials; every place that has one gets the new one. */
  private async make(mark: string): Promise<void> {
    const field = document.querySelector<HTMLInputElement>(`input[name="${mark}.text"]`);
    const label = mark === 'SIGNATURE' ? this.words.typeName : this.words.typeInitials;
    const made = await askForMark(this.words.kinds[mark], label, field?.value ?? '', this.words, this.hands);
    if (made) this.keep(mark, made);
  }

  private keep(mark: string, made: Made): void {
    this.made.set(mark, made);
    this.changes.get(mark)?.removeAttribute('hidden');
    for (const part of ['kind', 'text', 'image'] as const) {
      const input = document.querySelector<HTMLInputElement>(`input[name="${mark}.${part}"]`);
      if (input && !(part === 'text' && made.text === '')) input.value = made[part];
    }
  }

  private show(): void {
    for (const spot of this.spots) this.showOne(spot);
    const open = this.open();
    const { left, requiredFilled, allFilled, next, kinds } = this.words;
    if (open.length > 0) {
      this.status.textContent = withNumber(left, open.length);
      this.next.textContent = `${next}: ${kinds[open[0].type]}`;
    } else {
      const empty = this.spots.filter((spot) => !this.isFilled(spot)).length;
      this.status.textContent = empty > 0 ? counted(requiredFilled, empty) : allFilled;
      if (document.activeElement === this.next) this.status.focus();
    }
    this.next.hidden = open.length === 0;
  }

  /** The places that still have to be filled in. */
  private open(): Spot[] {
    return this.spots.filter((spot) => !this.isFilled(spot) && !OPTIONAL.includes(spot.type));
  }

  private showOne(spot: Spot): void {
    const { area, twin, type, name, number = '' } = spot;
    const filled = this.isFilled(spot);
    const field = this.fieldOf(spot);
    area.classList.toggle('filled', filled);
    if (twin) twin.textContent = filled ? `${name} ✓` : name;
    const badge = number && (filled || type === 'CHECKBOX') ? [make('b', { textContent: number })] : [];
    const image = this.made.get(type)?.image;
    if (filled && MAIN.includes(type) && image)
      return area.replaceChildren(make('img', { src: image, alt: '' }), ...badge);
    const tick = filled ? '✓' : '';
    if (filled && field && type !== 'CHECKBOX') return this.showText(spot, field.value, badge);
    const words = type === 'CHECKBOX' ? tick : `${this.words.kinds[type]} ${number}`.trim();
    area.replaceChildren(make('span', { textContent: words }), ...badge);
  }

  private showText({ area, room }: Spot, text: string, badge: HTMLElement[]): void {
    const first = textInPlace(text, room);
    area.replaceChildren(first, ...badge);
    void faceLoaded(text).then(() => first.isConnected && first.replaceWith(textInPlace(text, room)));
  }

  /** Shows where it is on its page, then fills it: with what was made already, or with what is asked for now. */
  private async goTo(spot: Spot): Promise<void> {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    spot.area.scrollIntoView({ block: 'center', inline: 'center', behavior: calm ? 'auto' : 'smooth' });
    if (!calm) await new Promise((resolve) => setTimeout(resolve, 450));
    await this.fill(spot);
  }

  private isFilled(spot: Spot): boolean {
    if (MAIN.includes(spot.type)) return this.placeInput(spot)?.disabled === false && this.made.has(spot.type);
    const field = this.fieldOf(spot);
    return field?.type === 'checkbox' ? field.checked : Boolean(field?.value);
  }

  private spotFor(frame: SVGGElement): Spot {
    const { place = '', type = '', name = '', number } = frame.dataset;
    const rect = frame.querySelector('rect');
    const sheet = frame.closest<HTMLElement>('.sheet');
    const [width, height] = [Number(sheet?.dataset.width), Number(sheet?.dataset.height)];
    const share = (side: string, of: number): string => `${(Number(rect?.getAttribute(side)) / of) * 100}%`;
    // The list below the pages has a control for each place: this is the same for a finger or a mouse.
    const area = make('div', { className: 'spot' }, { 'aria-hidden': 'true' });
    Object.assign(area.style, {
      left: share('x', width),
      top: share('y', height),
      width: share('width', width),
      height: share('height', height),
    });
    frame.closest('.paper-frame')?.append(area);
    frame.remove();
    const room = { width: Number(rect?.getAttribute('width')), height: Number(rect?.getAttribute('height')) };
    return { id: place, type, name, number, area, room };
  }

  private fieldOf({ id }: Spot): HTMLInputElement | null {
    return document.querySelector(`[name="p.${id}"]`);
  }

  private placeInput({ id }: Spot): HTMLInputElement | null {
    return document.querySelector(`input[name="at"][value="${id}"]`);
  }

  private hidden(mark: string, part: string): string {
    return document.querySelector<HTMLInputElement>(`input[name="${mark}.${part}"]`)?.value ?? '';
  }
}
