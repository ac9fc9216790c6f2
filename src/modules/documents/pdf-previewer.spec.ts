import { constants, deflateRawSync } from 'node:zlib';
import { PdfWriter } from '../../../test/support/pdf-writer';
import { pdfs } from '../../../test/support/pdfs';
import { PdfPreviewer } from './pdf-previewer';
import type { UnreadablePdf } from './unreadable-pdf';

const previewer = new PdfPreviewer();
afterAll(() => previewer.onModuleDestroy());

/** One page with these operators and this stream, which they may paint as /I. */
function aPage(content: Buffer | string, contentEntries = '', image?: { data: Buffer; entries: string }): Buffer {
  const pdf = new PdfWriter();
  const node = pdf.reserve();
  const held = image && pdf.addStream(image.data, image.entries);
  const resources = held ? `/Resources << /XObject << /I ${held} >> >>` : '';
  const shown = pdf.addStream(content, contentEntries);
  const page = pdf.add(`<< /Type /Page /Parent ${node} /MediaBox [0 0 200 200] ${resources} /Contents ${shown} >>`);
  pdf.set(node, `<< /Type /Pages /Count 1 /Kids [${page}] >>`);
  return pdf.write(pdf.add(`<< /Type /Catalog /Pages ${node} >>`));
}

/** Deflated spaces: 64 MB for each 64 kB. */
function spaces(megabytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array.from({ length: megabytes / 64 }, () => block)]);
}

describe('The previewer', () => {
  it('ends what takes too much memory, or too long on a slow machine, and goes on with the next', async () => {
    const bomb = aPage(spaces(8192), '/Filter /FlateDecode');
    const refused = previewer.draw(bomb, []).catch(({ reason }: UnreadablePdf) => reason);
    expect(['too_much_memory', 'too_slow']).toContain(await refused);
    expect(await previewer.draw(pdfs.a4(), [])).toHaveLength(1);
  });

  it('draws a picture that is too large to be unpacked at once', async () => {
    const entries =
      '/Subtype /Image /Width 20000 /Height 20000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode';
    const picture = aPage('200 0 0 200 0 0 cm /I Do', '', { data: spaces(448), entries });
    expect(await previewer.draw(picture, [])).toHaveLength(1);
  });

  it('refuses what it cannot draw, without a word of the document', async () => {
    await expect(previewer.draw(Buffer.from('%PDF-1.7 nothing'), [])).rejects.toMatchObject({ reason: 'corrupt' });
  });
});
