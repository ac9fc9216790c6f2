import { fileNameOf } from './file-name';

it.each([
  ['diploma.pdf', 'diploma.pdf'],
  ['C:\\papers\\a “b” – ano.pdf', 'a “b” – ano.pdf'],
  ['/etc/../passwd', 'passwd'],
  ['شهادة.pdf', 'شهادة.pdf'],
  ['a\u202efdp.exe', 'afdp.exe'],
  ['a\0b\r\nc.pdf', 'abc.pdf'],
  ['half \ud83d.pdf', 'half \ufffd.pdf'],
  ['  ', null],
  ['papers/', null],
  ['', null],
  [null, null],
])('A file called %j is called %j', (given, name) => expect(fileNameOf(given)).toBe(name));

it('A name is no longer than it may be', () => {
  expect([...fileNameOf(`${'😀'.repeat(300)}.pdf`)!]).toHaveLength(200);
});
