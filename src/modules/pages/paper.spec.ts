import { takePaperAway, type Pixels } from './islands/paper';

type Colour = readonly [red: number, green: number, blue: number, opacity?: number];

const [WIDTH, HEIGHT] = [400, 300];
const WHITE: Colour = [244, 244, 244];
const BLACK: Colour = [24, 24, 30];
/** Daylight from the left, a shadow on the right. */
const shaded = (x: number, y: number): Colour => {
  const light = 244 - (64 * x) / WIDTH + ((x * 7 + y * 13) % 9) - 4; // and the noise of a camera
  return [light, light - 2, light - 8];
};
/** A line that swings through the middle of the picture, a few pixels wide. */
const isStroke = (x: number, y: number): boolean =>
  x > 100 && x < 300 && Math.abs(y - HEIGHT / 2 - 40 * Math.sin(x / 16)) < 3;

function picture(paper: Colour | ((x: number, y: number) => Colour), ink?: Colour): Pixels {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0, at = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1, at += 4) {
      const behind = typeof paper === 'function' ? paper(x, y) : paper;
      const [red, green, blue, opacity = 255] = ink && isStroke(x, y) ? ink : behind;
      data.set([red, green, blue, opacity], at);
    }
  return { data, width: WIDTH, height: HEIGHT };
}

/** How much of the stroke, and how much of everything else, is still there. */
function left({ data }: Pixels) {
  const seen = { stroke: [0, 0], paper: [0, 0] };
  for (let y = 0, at = 3; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1, at += 4) {
      const counts = seen[isStroke(x, y) ? 'stroke' : 'paper'];
      counts[0] += data[at] / 255;
      counts[1] += 1;
    }
  return { stroke: seen.stroke[0] / seen.stroke[1], paper: seen.paper[0] / seen.paper[1] };
}

describe('Taking the paper out of a photograph', () => {
  it.each<[string, Colour | typeof shaded, Colour]>([
    ['dark ink on even paper', WHITE, BLACK],
    ['dark ink on paper that is shaded from 244 down to 180', shaded, BLACK],
    ['blue ink on shaded paper', shaded, [40, 70, 170]],
    ['light blue ink', WHITE, [110, 150, 240]],
    ['red ink on shaded paper', shaded, [190, 40, 50]],
    ['a pencil', shaded, [120, 120, 118]],
    ['blue ink on a yellow note', [250, 226, 96], [30, 50, 140]],
    ['paper in the evening', [118, 112, 100], [22, 20, 20]],
    ['a picture whose paper was taken away already', [0, 0, 0, 0], BLACK],
  ])('leaves the ink and nothing else: %s', (_, paper, ink) => {
    const pixels = picture(paper, ink);
    expect(takePaperAway(pixels)).toBe(true);
    const { stroke, paper: rest } = left(pixels);
    expect(stroke).toBeGreaterThan(0.98);
    expect(rest).toBeLessThan(0.001);
  });

  it('keeps the colour of the ink, and strokes that are wider than a square of the picture', () => {
    const pixels = picture((x, y) => (x > 120 && x < 180 && y > 100 && y < 160 ? [20, 40, 120] : WHITE));
    expect(takePaperAway(pixels)).toBe(true);
    const middle = (130 * WIDTH + 150) * 4;
    expect([...pixels.data.subarray(middle, middle + 4)]).toEqual([20, 40, 120, 255]);
  });

  it.each<[string, Pixels]>([
    ['white on black', picture([8, 8, 8], [240, 240, 240])],
    ['black all over', picture([0, 0, 0])],
    ['paper without ink', picture(shaded)],
    ['nothing at all', picture([0, 0, 0, 0])],
    ['white ink on nothing', picture([0, 0, 0, 0], [255, 255, 255])],
    ['a page that is half dark', picture((x) => (x > WIDTH * 0.45 ? [30, 30, 30] : WHITE), BLACK)],
    ['a pattern', picture((x, y) => (((x >> 3) + (y >> 3)) % 2 ? BLACK : WHITE))],
  ])('says that it cannot: %s', (_, pixels) => {
    expect(takePaperAway(pixels)).toBe(false);
  });

  it('takes a picture of a few pixels', () => {
    expect(takePaperAway({ data: new Uint8ClampedArray(4), width: 1, height: 1 })).toBe(false);
  });
});
