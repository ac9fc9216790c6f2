import { findSignatures } from './find-signatures';

/** A file that is hardly more than one signature, with something before its `/ByteRange`. */
function signed(before: string, head = '9 0 obj'): Buffer {
  const begin = `%PDF-1.7\n${head}\n<< /Type /Sig ${before} /ByteRange [0 `;
  const gap = begin.length + '0000 0000 0000] /Contents '.length;
  const rest = ' >>\nendobj\n%%EOF\n';
  const [a, b, c] = [gap, gap + 4, rest.length].map((number) => String(number).padStart(4, '0'));
  return Buffer.from(`${begin}${a} ${b} ${c}] /Contents <30>${rest}`, 'latin1');
}

describe('The signatures of a file', () => {
  it.each(['', '/Reason (I have no objection)', '/Reason (This obj, 2 obj, or 1 0 object)', '/Name (obj)'])(
    'are found with this before their range: %s',
    (before) => {
      const file = signed(before);
      expect(findSignatures(file)).toMatchObject([{ end: file.length, subFilter: '' }]);
    },
  );

  it('are found however the numbers of their object are set apart', () => {
    expect(findSignatures(signed('', '12\r\n00000 \0obj'))).toHaveLength(1);
    expect(findSignatures(signed('', 'x obj'))).toEqual([]);
  });
});
