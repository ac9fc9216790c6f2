import type { Response } from 'express';
import { sendFile } from './send-file';

/** The header under which a file of this name goes out. */
function dispositionOf(name: string): string {
  let sent: Record<string, string> = {};
  const response = { set: (headers: Record<string, string>) => (sent = headers), send: () => undefined };
  sendFile(response as unknown as Response, { name, bytes: Buffer.alloc(0), type: 'application/pdf', save: true });
  return sent['Content-Disposition'];
}

describe('The name of a file that goes out', () => {
  it('is told twice: in ASCII, and as it is', () => {
    expect(dispositionOf('Año 1.pdf')).toBe(`attachment; filename="Ano 1.pdf"; filename*=UTF-8''A%C3%B1o%201.pdf`);
  });

  it('may be cut anywhere: no letter is cut in two', () => {
    for (const before of [97, 98, 99, 100]) {
      const told = dispositionOf(`${'a'.repeat(before)}📄📄.pdf`);
      expect(decodeURIComponent(told.split("UTF-8''")[1])).toMatch(/^a+(📄)*\.pdf$/u);
    }
  });

  it.each([
    ['Contract', 'Contract.pdf'],
    ['Contract.pdf', 'Contract.pdf'],
    ['Contract.PDF', 'Contract.PDF'],
    ['Contract.pdf.pdf', 'Contract.pdf'],
    ['Contract.PDF.pdf .pdf ', 'Contract.pdf'],
    ['Contract v1.2', 'Contract v1.2.pdf'],
    ['.pdf', 'document.pdf'],
    ['..', 'document.pdf'],
    [`${'a'.repeat(98)}.pdf.pdf`, `${'a'.repeat(96)}.pdf`],
  ])('has one ending: %s goes out as %s', (name, told) => {
    expect(decodeURIComponent(dispositionOf(name).split("UTF-8''")[1])).toBe(told);
  });

  it.each([
    ['full-width quotation marks', 'x＂; filename*=UTF-8＇＇evil.html; y=＂.pdf'],
    ['quotation marks and a backslash', 'x\\"; filename="evil.html'],
    ['line breaks', 'x\r\nSet-Cookie: a=b.pdf'],
    ['what turns text around', 'x\u202efdp.exe'],
    ['half a letter', 'x\ud83d.pdf'],
    ['a name of signs alone', '＂＼／'],
  ])('adds nothing to the header: %s', (_what, name) => {
    expect(dispositionOf(name)).toMatch(/^attachment; filename="[^"\\/]*"; filename\*=UTF-8''[\w.~!%-]*$/);
  });
});
