import type { Page } from 'playwright-core';

/** What was drawn on the pad. */
export interface Ink {
  /** Of the canvas, in pixels of the page: as it is, and as it is shown. */
  pixels: number[];
  shown: number[];
  right: number;
  width: number;
  height: number;
}

/** Signs by typing, with the keyboard. */
export async function typeName(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Type' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Ana Silva');
  await page.keyboard.press('Enter');
}

/** A wave between two shares of the width of the pad. */
export async function draw(page: Page, from: number, to: number): Promise<void> {
  const pad = (await page.getByRole('dialog').locator('canvas').boundingBox())!;
  const at = (share: number) =>
    [pad.x + pad.width * share, pad.y + pad.height * (0.5 + 0.2 * Math.sin(share * 20))] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  for (let step = 1; step <= 30; step += 1) await page.mouse.move(...at(from + ((to - from) * step) / 30));
  await page.mouse.up();
}

export const inkOn = (page: Page): Promise<Ink> => page.evaluate<Ink>(INK);

const INK = `(() => {
  const canvas = document.querySelector('.pad');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const [xs, ys] = [[], []];
  for (let at = 3; at < data.length; at += 4)
    if (data[at] > 127) {
      xs.push(((at - 3) / 4) % canvas.width);
      ys.push(Math.floor((at - 3) / 4 / canvas.width));
    }
  const spread = (values) => values.reduce((most, value) => Math.max(most, value), 0) - values.reduce((least, value) => Math.min(least, value), Infinity);
  return {
    pixels: [canvas.width / devicePixelRatio, canvas.height / devicePixelRatio],
    shown: [canvas.clientWidth, canvas.clientHeight],
    right: xs.reduce((most, value) => Math.max(most, value), 0) / devicePixelRatio,
    width: spread(xs),
    height: spread(ys),
  };
})()`;

/** How large the picture in the preview is, and how much of it is ink. */
export const previewOn = (page: Page) => page.evaluate<[width: number, height: number, share: number]>(PREVIEW);

const PREVIEW = `(async () => {
  const image = document.querySelector('dialog img.ink');
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const brush = canvas.getContext('2d');
  brush.drawImage(image, 0, 0);
  const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
  return [canvas.width, canvas.height, data.filter((value, at) => at % 4 === 3 && value > 127).length / (data.length / 4)];
})()`;

/** Buttons whose words do not fit into them, or that stick out of the dialog; the dialog itself where it has to be moved sideways. */
export const cutOffOn = (page: Page): Promise<string[]> => page.evaluate<string[]>(CUT_OFF);

const CUT_OFF = `(() => {
  const dialog = document.querySelector('dialog');
  const outer = dialog.querySelector('form').getBoundingClientRect();
  const sideways = dialog.scrollWidth > dialog.clientWidth ? ['the dialog'] : [];
  return [...sideways, ...[...dialog.querySelectorAll('button')].filter((button) => {
    const { left, right } = button.getBoundingClientRect();
    return right > 0 && (left < outer.left - 0.5 || right > outer.right + 0.5 || button.scrollWidth > button.clientWidth);
  }).map((button) => button.textContent)];
})()`;

/** What has the focus, and whether something else lies over its middle. */
export const focusOn = (page: Page) => page.evaluate<[name: string, hidden: boolean]>(HIDDEN_FOCUS);

const HIDDEN_FOCUS = `(() => {
  const { activeElement: focused } = document;
  const { left, top, width, height } = focused.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  const name = (focused.labels?.[0] ?? focused).textContent.trim();
  return [name, focused !== document.body && !!over && !focused.contains(over) && !over.contains(focused)];
})()`;

/** The fields and buttons that the tools of the viewer lie over when each is moved to the top of the screen. */
export const belowTools = (page: Page): Promise<string[]> => page.evaluate<string[]>(BELOW_TOOLS);

const BELOW_TOOLS = `[...document.querySelectorAll('.walk button, .places :is(input, button), .act button')].filter((field) => {
  field.scrollIntoView({ block: 'start', behavior: 'instant' });
  const { top, bottom, height } = field.getBoundingClientRect();
  return height > 0 && [...document.querySelectorAll('.tool')].some((tool) => {
    const over = tool.getBoundingClientRect();
    return over.top < bottom && over.bottom > top;
  });
}).map((field) => field.id || field.textContent)`;
