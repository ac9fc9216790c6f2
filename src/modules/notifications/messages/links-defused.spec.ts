import { linksDefused } from './links-defused';

it.each([
  ['Booking.com', 'Booking.com'],
  ['Acme Inc.', 'Acme Inc.'],
  ['Smith & Sons, est. 1901: bakers', 'Smith & Sons, est. 1901: bakers'],
  ['https://evil.example/win', 'https[:]//evil[.]example/win'],
  ['go to evil.example/win now', 'go to evil[.]example/win now'],
  ['(www.evil.example)', '(www[.]evil[.]example)'],
  ['javascript:alert(1)', 'javascript[:]alert(1)'],
  ['x@evil.example', 'x@evil[.]example'],
])('%j is shown as %j', (name, shown) => expect(linksDefused(name)).toBe(shown));
