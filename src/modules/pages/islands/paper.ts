// Takes the paper out of a photograph. Paper is never quite white and never evenly lit, so ink is what is darker than the
// paper around it, not what is darker than some shade of grey.

/** As a canvas gives them: red, green, blue and opacity of each pixel, row by row. */
export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/** A picture is looked at in squares of this part of its longer side: wider than a stroke, smaller than a shadow. */
const SQUARES = 24;
const SMALLEST_SQUARE = 16;
/** The brightest part of each square is paper; what shines more than nine in ten pixels is noise. */
const BRIGHT = 0.9;
/** Something this dark is no paper. */
const DARKEST_PAPER = 90;
/** A square this much darker than most is full of ink, or shows something else than paper. */
const NO_PAPER = 0.4;
/** How much darker than its paper the faintest ink is: more than the noise of a camera, less than a pencil. */
const FAINTEST = 0.2;
/** A signature covers less than this of its picture, and more than a few specks of dust. */
const MOST_INK = 0.4;
const LEAST_INK = 0.0003;

/** Makes the paper transparent and leaves the ink. False where it cannot tell one from the other. */
export function takePaperAway({ data, width, height }: Pixels): boolean {
  const darkness = new Float32Array(width * height);
  let brightest = 0;
  for (const channel of [0, 1, 2]) {
    const values = valuesOf(data, channel);
    const paper = new Paper(values, width, height);
    brightest = Math.max(brightest, paper.usual);
    for (let y = 0, at = 0; y < height; y += 1)
      for (const bright of paper.row(y)) {
        const dark = 1 - values[at] / bright;
        if (dark > darkness[at]) darkness[at] = dark;
        at += 1;
      }
  }
  if (brightest < DARKEST_PAPER) return false;
  const ink = Math.max(
    FAINTEST,
    quantile(
      darkness.filter((dark) => dark > FAINTEST),
      0.95,
    ) / 2,
  );
  let inked = 0;
  for (let at = 0; at < darkness.length; at += 1) {
    const opacity = (darkness[at] / ink - 0.7) / 0.6;
    if (opacity < 1) data[at * 4 + 3] *= opacity > 0 ? opacity : 0;
    if (data[at * 4 + 3] > 127) inked += 1;
  }
  return inked > LEAST_INK * darkness.length && inked < MOST_INK * darkness.length;
}

/** How bright one colour of the paper is at each point of a picture. */
class Paper {
  /** In most of the picture. */
  readonly usual: number;
  private readonly side: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly squares: Float32Array;
  /** For each point of a row the square to its left, and how far it is from there to the next. */
  private readonly column: Uint8Array;
  private readonly share: Float32Array;

  constructor(
    private readonly values: Uint8Array,
    private readonly width: number,
    private readonly height: number,
  ) {
    this.side = Math.max(SMALLEST_SQUARE, Math.ceil(Math.max(width, height) / SQUARES));
    this.columns = Math.ceil(width / this.side);
    this.rows = Math.ceil(height / this.side);
    const across = Array.from({ length: width }, (_, x) => between(x / this.side - 0.5, this.columns));
    this.column = Uint8Array.from(across, ([column]) => column);
    this.share = Float32Array.from(across, ([, share]) => share);
    const found = Float32Array.from({ length: this.columns * this.rows }, (_, square) => this.brightOf(square));
    this.usual = quantile(found, 0.5);
    this.squares = found.map((bright) => Math.max(1, bright < NO_PAPER * this.usual ? this.usual : bright));
  }

  /** One row of points: between the middles of four squares, by how near each is. */
  row(y: number): Float32Array {
    const [row, down] = between(y / this.side - 0.5, this.rows);
    const [above, below] = [row, Math.min(row + 1, this.rows - 1)].map((at) => at * this.columns);
    const line = Float32Array.from({ length: this.columns }, (_, column) => {
      return this.squares[above + column] * (1 - down) + this.squares[below + column] * down;
    });
    const points = new Float32Array(this.width);
    for (let x = 0; x < this.width; x += 1) {
      const bright = line[this.column[x]];
      points[x] = bright + (line[Math.min(this.column[x] + 1, this.columns - 1)] - bright) * this.share[x];
    }
    return points;
  }

  private brightOf(square: number): number {
    const [left, top] = [(square % this.columns) * this.side, Math.floor(square / this.columns) * this.side];
    const right = Math.min(left + this.side, this.width);
    const bottom = Math.min(top + this.side, this.height);
    const inside = new Uint8Array((right - left) * (bottom - top));
    for (let y = top, at = 0; y < bottom; y += 1, at += right - left)
      inside.set(this.values.subarray(y * this.width + left, y * this.width + right), at);
    return quantile(inside, BRIGHT);
  }
}

/** The square to the left of a point (or above it), and how far it is from there to the next. */
function between(position: number, squares: number): [square: number, share: number] {
  const within = Math.min(Math.max(position, 0), squares - 1);
  return [Math.floor(within), within - Math.floor(within)];
}

/** One colour of every pixel, as it would be on white: what was transparent is paper. */
function valuesOf(data: Uint8ClampedArray, channel: number): Uint8Array {
  const values = new Uint8Array(data.length / 4);
  for (let at = 0; at < values.length; at += 1) {
    const opacity = data[at * 4 + 3] / 255;
    values[at] = data[at * 4 + channel] * opacity + 255 * (1 - opacity);
  }
  return values;
}

/** The value that this share of all values does not exceed; 0 of none. */
const quantile = (values: Uint8Array | Float32Array, share: number): number =>
  values.slice().sort()[Math.floor((values.length - 1) * share)] ?? 0;
