import { quotedReply } from './quoted-reply';

it.each([
  ['User unknown', 'User unknown'],
  ['Message rejected (spam), sorry!', 'Message rejected (spam), sorry!'],
  ['code 482915 refused', 'code … refused'],
  ['see https://placet.example/link/6f1e for ana@example.com', 'see … for …'],
  ['token abcdefabcdefabcdefabcdef', 'token …'],
  ['١٢٣٤٥٦ x1y', '…'],
  ['a\r\nb', 'a b'],
])('%j is passed on as %j', (reply, passedOn) => expect(quotedReply(reply)).toBe(passedOn));

it('is short', () => expect(quotedReply('word '.repeat(500)).length).toBeLessThanOrEqual(160));
