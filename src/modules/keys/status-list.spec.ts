import { randomInt } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { bitsWith, decodeList, encodeList, isSet, LIST_LENGTH } from './status-list';

const packed = (bytes: Buffer) => `u${gzipSync(bytes).toString('base64url')}`;

describe('A status list', () => {
  it('has 131,072 entries in 16 KiB, the first one in the most significant bit', () => {
    expect(bitsWith([])).toEqual(Buffer.alloc(16_384));
    expect(bitsWith([0])[0]).toBe(0b1000_0000);
    expect(bitsWith([7])[0]).toBe(0b0000_0001);
    expect(bitsWith([8])[1]).toBe(0b1000_0000);
    expect(bitsWith([LIST_LENGTH - 1])[16_383]).toBe(1);
  });

  it('comes back as it went, with exactly the positions that were set', async () => {
    const positions = new Set(Array.from({ length: 1000 }, () => randomInt(LIST_LENGTH)));
    const bits = await decodeList(await encodeList(bitsWith(positions)));
    const found = Array.from({ length: LIST_LENGTH }, (_, position) => position).filter((each) => isSet(bits, each));
    expect(found).toEqual([...positions].sort((a, b) => a - b));
  });

  it('is written as the standard writes it: u, base64url, gzip', async () => {
    const encoded = await encodeList(bitsWith([94_567]));
    expect(encoded).toMatch(/^u[A-Za-z0-9_-]+$/);
    expect(gunzipSync(Buffer.from(encoded.slice(1), 'base64url'))[94_567 >> 3]).toBe(0x80 >> (94_567 & 7));
  });

  it.each([-1, LIST_LENGTH, 1.5, NaN])('has no position %s', (position) => {
    expect(() => bitsWith([position])).toThrow(RangeError);
    expect(() => isSet(bitsWith([]), position)).toThrow(RangeError);
  });

  it.each<[string, string, RegExp]>([
    ['in another base', `z${packed(bitsWith([])).slice(1)}`, /begins with u/],
    ['padded', `${packed(bitsWith([]))}==`, /begins with u/],
    ['not compressed', `u${bitsWith([]).toString('base64url')}`, /incorrect header/],
    ['too short', packed(Buffer.alloc(16_383)), /at least 131072/],
    ['a bomb: 64 MB of zeros', packed(Buffer.alloc(64 * 1024 * 1024)), /larger than/],
    ['longer than anybody needs', `u${'A'.repeat(5_000_000)}`, /too long/],
  ])('is refused when it is %s', async (_what, encoded, why) => {
    await expect(decodeList(encoded)).rejects.toThrow(why);
  });

  it('may be longer when it is somebody else’s', async () => {
    const bits = Buffer.alloc(32_768);
    bits[32_767] = 1;
    expect(isSet(await decodeList(packed(bits)), 262_143)).toBe(true);
  });
});
