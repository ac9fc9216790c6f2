import type { Browser } from 'playwright-core';

/** Photographs of a signature, as PNG: on paper that a shadow falls on (from 244 down to about 180), and on black. */
export async function signaturePictures(browser: Browser): Promise<{ onShadedPaper: Buffer; onBlack: Buffer }> {
  const shade = `<linearGradient id="paper"><stop stop-color="rgb(244,243,240)"/><stop offset="1" stop-color="rgb(182,180,174)"/></linearGradient>`;
  const onShadedPaper = await pictureOf(browser, shade, 'url(#paper)', '#1c2a5e');
  return { onShadedPaper, onBlack: await pictureOf(browser, '', '#000', '#eee') };
}

async function pictureOf(browser: Browser, definitions: string, paper: string, ink: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const line = Array.from({ length: 60 }, (_, at) => `${360 + at * 8},${450 + Math.round(90 * Math.sin(at / 4))}`);
  await page.setContent(`<body style="margin:0"><svg width="1200" height="900"><defs>${definitions}</defs>
    <rect width="1200" height="900" fill="${paper}"/>
    <polyline points="${line.join(' ')}" fill="none" stroke="${ink}" stroke-width="7"/></svg></body>`);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
