import { make, withNumber } from './elements';
import type { SigningHand, SignWords } from '../sign-words';

/** What has the letters that no hand has; the sealed document is set in it too. */
export const PLAIN = 'DejaVu Sans';

/** The faces that have all letters of a text; one that is no handwriting where no hand does. */
export function facesFor(text: string, hands: SigningHand[]): string[] {
  const composed = text.normalize('NFC');
  const whole = hands.filter(({ letters }) => new RegExp(`^[${letters}]*$`, 'u').test(composed));
  return whole.length > 0 ? whole.map(({ name }) => name) : [PLAIN];
}

/** The choice of a face for what is being typed, shown in the faces themselves. */
export class FaceChoice {
  readonly list: HTMLElement;
  chosen: string;
  private offered: string[] = [];

  constructor(
    private readonly words: SignWords,
    private readonly hands: SigningHand[],
  ) {
    this.chosen = hands[0].name;
    this.list = make('div', { className: 'faces' }, { role: 'radiogroup', 'aria-label': words.type });
  }

  show(text: string): void {
    const faces = facesFor(text, this.hands);
    if (!faces.includes(this.chosen)) this.chosen = faces[0];
    if (faces.join() !== this.offered.join())
      this.list.replaceChildren(...faces.map((face, at) => this.offer(face, at)));
    this.offered = faces;
    for (const sample of this.list.querySelectorAll('.script')) sample.textContent = text;
  }

  private offer(face: string, at: number): HTMLElement {
    const radio = make('input', { type: 'radio', name: 'face', checked: face === this.chosen });
    radio.addEventListener('change', () => (this.chosen = face));
    const name = make('span', { className: 'visually-hidden', textContent: withNumber(this.words.style, at + 1) });
    const own = this.hands.findIndex((hand) => hand.name === face) + 1;
    const className = `script face-${own || 'plain'}`;
    const sample = make('span', { className, dir: 'auto' }, { 'aria-hidden': 'true' });
    return make('label', { className: 'choice' }, {}, radio, name, sample);
  }
}
