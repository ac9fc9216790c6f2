import { deflateSync } from 'node:zlib';
import { aPdf } from '../../../../../test/support/pdfs';
import { updatedWith } from '../../../../../test/support/signed-pdfs';
import { Allowance } from './allowance';
import { differenceBetween } from './compare-revisions';
import { NO_PERMISSIONS } from './permissions';
import { Revision } from './revision';

const NOTHING = { gaps: new Map(), rules: NO_PERMISSIONS, isCovered: false };

/** What an update of a document changes, whose catalog leads to object 1000. */
function difference(before: Record<number, string>, after: Record<number, string>): string | null {
  const first = updatedWith(aPdf().withCatalog('/Outlines 1000 0 R').build(), before);
  const whole = updatedWith(first, after);
  const allowance = new Allowance();
  const [one, other] = [first.length, whole.length].map((end) => new Revision(whole, end, allowance));
  return differenceBetween(one, other, NOTHING);
}

describe('Two revisions of a document', () => {
  it('are compared along a chain as long as the file, and only the end of the way is told', () => {
    const chain: Record<number, string> = {};
    for (let at = 0; at < 40_000; at += 1) chain[1000 + at] = `<< /Next ${1001 + at} 0 R >>`;
    const told = difference({ ...chain, 41000: '<< /Title (a) >>' }, { 41000: '<< /Title (b) >>' });
    expect(told).toMatch(/^[A-Za-z/]*\/Next\/Next\/Title$/);
    expect(told).toHaveLength(80);
  });
});

describe('Objects of an object stream', () => {
  /** Each entry of the stream is said to begin at the same byte. */
  const sharing = (count: number, value: string): Buffer => {
    const head = Array.from({ length: count }, (_, at) => `${2000 + at} 0 `).join('');
    const packed = deflateSync(Buffer.from(head + value, 'latin1')).toString('latin1');
    const dictionary = `/Type /ObjStm /N ${count} /First ${head.length} /Filter /FlateDecode /Length ${packed.length}`;
    const list = Array.from({ length: count }, (_, at) => `${2000 + at} 0 R`).join(' ');
    const file = updatedWith(aPdf().withCatalog('/Outlines 1000 0 R').build(), {
      1000: `[${list}]`,
      1001: `<< ${dictionary} >>\nstream\n${packed}\nendstream`,
    });
    return withTable(file, count);
  };
  /** One update more, whose table says that the objects lie in stream 1001. */
  const withTable = (file: Buffer, count: number): Buffer => {
    const text = file.toString('latin1');
    const [, previous] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)!;
    const [, root] = /\/Root (\d+ 0 R)(?![^]*\/Root )/.exec(text)!;
    const rows = Buffer.from(Array.from({ length: count }, () => '\x02\x03\xe9\x00').join(''), 'latin1');
    const table = `/Type /XRef /W [1 2 1] /Index [2000 ${count}] /Size ${2000 + count} /Root ${root} /Prev ${previous}`;
    const object = `3000 0 obj\n<< ${table} /Length ${rows.length} >>\nstream\n${rows.toString('latin1')}\nendstream\nendobj\n`;
    return Buffer.from(`${text}${object}startxref\n${text.length}\n%%EOF\n`, 'latin1');
  };
  const compared = (file: Buffer): string | null => {
    const allowance = new Allowance();
    return differenceBetween(
      new Revision(file, file.length, allowance),
      new Revision(file, file.length, allowance),
      NOTHING,
    );
  };

  it('are read', () => {
    expect(compared(sharing(3, '[1 (a) /B]'))).toBeNull();
  });

  it('cost what is read of them, also where they share one place', () => {
    const file = sharing(500, `[${'(a) '.repeat(100_000)}]`);
    expect(file.length).toBeLessThan(20_000);
    expect(() => compared(file)).toThrow('too much to');
  });
});
