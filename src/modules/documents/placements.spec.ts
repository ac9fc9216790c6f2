import { execFileSync } from 'node:child_process';
import { describeWithJudge } from '../../../test/support/judges';
import { aPdf } from '../../../test/support/pdfs';
import { PageBox, Rotation } from './pdf-reading';
import { Box, placeOnPage, PlacementUnit, toPdfSpace } from './placements';

const { PERCENT, POINT } = PlacementUnit;

/** A page whose visible part is 400 x 600 points and does not begin at the origin. */
function aPage(rotation: Rotation = 0, userUnit = 1): PageBox {
  const [width, height] = rotation % 180 === 0 ? [400, 600] : [600, 400];
  const crop = { left: 50, bottom: 100, right: 450, top: 700 };
  return { width: width * userUnit, height: height * userUnit, rotation, crop, userUnit };
}

const A4: PageBox = { ...aPage(), width: 595.276, height: 841.89 };
const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

describe('placing a box on a page', () => {
  it.each<[string, Box, PlacementUnit, PageBox, Box]>([
    ['percent of the width and of the height', box(10, 20, 25, 5), PERCENT, aPage(), box(40, 120, 100, 30)],
    ['percent of the page as it is shown', box(10, 20, 25, 5), PERCENT, aPage(90), box(60, 80, 150, 20)],
    ['points as they are', box(40, 120, 100, 30), POINT, aPage(), box(40, 120, 100, 30)],
    ['points to a hundredth', box(40.004, 120.006, 100.001, 29.999), POINT, aPage(), box(40, 120.01, 100, 30)],
    ['the whole page', box(0, 0, 100, 100), PERCENT, A4, box(0, 0, 595.28, 841.89)],
    ['a third to the right edge', box(66.6666667, 0, 33.3333333, 10), PERCENT, A4, box(396.85, 0, 198.43, 84.19)],
    ['a page size that the caller rounded up', box(395.28, 0, 200, 10), POINT, A4, box(395.28, 0, 200, 10)],
    ['a hair over the edge, pushed back', box(-0.009, 0, 400.01, 600.009), POINT, aPage(), box(0, 0, 400, 600)],
  ])('takes %s', (_, asked, unit, page, expected) => {
    expect(placeOnPage(asked, unit, page)).toEqual({ box: expected });
  });

  it.each<[string, Box, PlacementUnit]>([
    ['zero_size', box(10, 10, 0, 5), PERCENT],
    ['zero_size', box(10, 10, 5, -5), PERCENT],
    ['zero_size', box(10, 10, 0.004, 5), POINT],
    ['unseen', box(10, 10, 0.99, 5), POINT],
    ['unseen', box(10, 10, 5, 0.1), PERCENT],
    ['outside_page', box(90, 10, 10.01, 5), PERCENT],
    ['outside_page', box(-0.02, 10, 10, 5), POINT],
    ['outside_page', box(10, 590, 10, 10.02), POINT],
    ['outside_page', box(400, 10, 0.01, 5), POINT],
    ['outside_page', box(1e308, 10, 1e308, 5), POINT],
    ['not_finite', box(NaN, 10, 10, 5), PERCENT],
    ['not_finite', box(10, 10, 10, Infinity), POINT],
  ])('refuses with %s: %j in %s', (refused, asked, unit) => {
    expect(placeOnPage(asked, unit, aPage())).toMatchObject({ refused });
  });

  it('says what is wrong', () => {
    expect(placeOnPage(box(0, 0, 101, 1), PERCENT, A4)).toMatchObject({
      sentence: 'the box reaches outside the page (595.28 x 841.89 points as displayed)',
    });
    expect(placeOnPage(box(NaN, 0, Infinity, 1), PERCENT, A4)).toMatchObject({
      sentence: 'x, width must be a finite number',
    });
  });

  it('places again what it placed, in the same place', () => {
    for (let step = 0; step <= 1000; step++) {
      const percent = box(step / 10, 0, 100 - step / 10 || 1e-9, 100);
      const first = placeOnPage(percent, PERCENT, A4);
      if ('box' in first) expect(placeOnPage(first.box, POINT, A4)).toEqual(first);
    }
  });
});

describe('a box in the space of the page', () => {
  it.each<[Rotation, number, number]>([
    [0, 60, 630],
    [90, 120, 110],
    [180, 440, 170],
    [270, 380, 690],
  ])('on a page turned by %d begins at (%d, %d)', (rotation, x, y) => {
    expect(toPdfSpace(box(10, 20, 100, 50), aPage(rotation))).toEqual({ x, y, width: 100, height: 50, rotation });
  });

  it('counts in user units', () => {
    const page = aPage(0, 2);
    expect(toPdfSpace(box(10, 20, 100, 50), page)).toEqual({ x: 55, y: 665, width: 50, height: 25, rotation: 0 });
  });
});

describeWithJudge('pdftotext', 'poppler-utils', 'a viewer shows what is drawn there', () => {
  it.each<Rotation>([0, 90, 180, 270])('on a page turned by %d', (rotation) => {
    const { x, y } = toPdfSpace(box(10, 20, 100, 50), aPage(rotation));
    const [cos, sin] = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] }[rotation];
    const content = `BT /F1 50 Tf ${cos} ${sin} ${-sin} ${cos} ${x} ${y} Tm (HHH) Tj ET`;
    const pdf = aPdf().page({ mediaBox: [0, 0, 600, 800], cropBox: [50, 100, 450, 700], rotate: rotation, content });
    const seen = execFileSync('pdftotext', ['-cropbox', '-bbox', '-', '-'], { input: pdf.build(), encoding: 'utf8' });
    // Upright, from 10 points to the right; 50 points of Helvetica reach 35.9 above the base line, which is 70 down.
    expect(seen).toContain('<word xMin="10.000000" yMin="34.100000"');
  });
});
