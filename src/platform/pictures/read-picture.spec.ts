import { encode } from 'jpeg-js';
import { randomBytes } from 'node:crypto';
import { aJpeg, aPng } from '../../../test/support/pictures';
import { NotAPicture } from './not-a-picture';
import { readPicture } from './read-picture';

const BOUNDS = { side: 4_000, pixels: 4_000_000 };
const refusal = async (bytes: Buffer): Promise<string> =>
  readPicture(bytes, BOUNDS).then(
    ({ width, height }) => `read as ${width} x ${height}`,
    (error: Error) => {
      expect(error).toBeInstanceOf(NotAPicture);
      return error.message;
    },
  );

describe('A picture', () => {
  it('is read to its end', async () => {
    expect(await readPicture(aPng(30, 20), BOUNDS)).toEqual({ contentType: 'image/png', width: 30, height: 20 });
    expect(await readPicture(aJpeg(90_000), BOUNDS)).toEqual({ contentType: 'image/jpeg', width: 1, height: 1 });
    // 3 x 3 in the passes of Adam7: rows of 1, 1, 2, 1, 1 and 3 pixels, each with its filter.
    expect(await refusal(aPng(3, 3, Buffer.alloc(15), true))).toBe('read as 3 x 3');
    expect(await refusal(aPng(3, 3, Buffer.alloc(12), true))).toContain('not as many pixels');
  });

  it.each([
    ['png', aPng(40, 40)],
    ['jpeg', aJpeg()],
  ])('that ends anywhere before its end is none: %s', async (_, whole) => {
    for (let length = 4; length < whole.length; length++) {
      expect([length, await refusal(whole.subarray(0, length))]).toEqual([
        length,
        expect.stringMatching(/damaged|first bytes/),
      ]);
    }
  });

  it('that was changed anywhere is none (PNG has checksums)', async () => {
    const whole = aPng(40, 40);
    for (let at = 8; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at] ^= 0x41;
      expect([at, await refusal(changed)]).toEqual([at, expect.stringMatching(/^must (be|have)/)]);
    }
  });

  it('has a size, and not too much of it', async () => {
    expect(await refusal(aPng(0, 0))).toContain('one of them is 0');
    expect(await refusal(aPng(5, 0))).toContain('one of them is 0');
    const bomb = aPng(30_000, 30_000, Buffer.alloc(1_000_000));
    expect(bomb.length).toBeLessThan(2_000);
    expect(await refusal(bomb)).toContain('it has 30000 x 30000 by its own account');
    expect(await refusal(aPng(2_001, 2_000, Buffer.alloc(0)))).toContain('4000000 in all');
    expect(await refusal(aPng(10, 10, Buffer.alloc(5_000_000)))).toContain('cannot be unpacked');
    expect(await refusal(aPng(10, 10, Buffer.alloc(109)))).toContain('not as many pixels');
    expect(await refusal(aPng(10, 10, Buffer.alloc(110, 9)))).toContain('a row cannot be read');
  });

  it('that ends before its last pixel is none, even if it says that this is its end (JPEG)', async () => {
    const { data } = encode({ width: 64, height: 64, data: randomBytes(64 * 64 * 4) }, 90);
    const whole = Buffer.from(data);
    expect(await refusal(whole)).toBe('read as 64 x 64');
    const end = Buffer.from('ffd9', 'hex');
    for (const share of [0.5, 0.8, 0.95])
      expect(await refusal(Buffer.concat([whole.subarray(0, Math.floor(whole.length * share)), end]))).toContain(
        'its pixels cannot be decoded',
      );
  });

  it('is a PNG or a JPEG', async () => {
    for (const other of [Buffer.alloc(0), Buffer.from('GIF89a'), Buffer.from('<svg/>')])
      expect(await refusal(other)).toBe('must be a PNG or JPEG: its first bytes are of neither');
  });
});
