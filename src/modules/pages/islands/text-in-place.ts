import { fitText, type Room } from '../../../platform/text-fitting';
import { make } from './elements';
import { PLAIN } from './hands';

const MEASURED_AT = 100;

let brush: CanvasRenderingContext2D | null = null;

/** Letter by letter, without kerning or ligatures: as the text is sealed. */
function measure(line: string): number {
  brush ??= document.createElement('canvas').getContext('2d');
  if (!brush) return line.length / 2;
  brush.font = `${MEASURED_AT}px '${PLAIN}', sans-serif`;
  brush.textRendering = 'optimizeSpeed';
  brush.fontKerning = 'none';
  return brush.measureText(line).width / MEASURED_AT;
}

/** Text as it will stand in a place of the sealed document: its lines, from the left, at its size. */
export function textInPlace(text: string, room: Room): HTMLElement {
  const { lines, size } = fitText(text, room, false, measure);
  const block = make(
    'div',
    { className: 'text' },
    {},
    ...lines.map((line) => make('div', { textContent: line, dir: 'auto' })),
  );
  block.style.fontSize = `${(size / room.height) * 100}cqh`;
  return block;
}

/** Resolves when what the text is set in is there to be measured. */
export const faceLoaded = (text: string): Promise<unknown> =>
  document.fonts.load(`${MEASURED_AT}px '${PLAIN}'`, text).catch(() => undefined);
