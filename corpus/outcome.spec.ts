import { isSound, report, type Outcome } from './outcome';
import { partOf } from './files';

const outcome = (name: string, kind: string, more: Partial<Outcome> = {}): Outcome => {
  return { name, kind, broken: [], changes: [], seconds: 1, ...more };
};

describe('What became of a folder of PDFs', () => {
  const outcomes = [
    outcome('a.pdf', 'plain'),
    outcome('b.pdf', 'plain', { broken: ['page 1: 7 pixels changed outside of the places'] }),
    outcome('c.pdf', 'locked', { refused: 'The PDF is encrypted.' }),
    outcome('d.pdf', 'locked', { changes: ['DECRYPTED'] }),
    outcome('e.pdf', 'locked', { unsealed: 'not sealed within 120 seconds' }),
  ];

  it('is told by kind, with every reason and one line in the end', () => {
    expect(report(outcomes).split('\n')).toEqual([
      'kind    files  accepted  changed  refused  sealed  unsealed  broken',
      'locked      3         2        1        1       1         1       0',
      'plain       2         2        0        0       2         0       1',
      '',
      'Refused',
      '  1 x locked: The PDF is encrypted.',
      '',
      'Changed to be usable',
      '  1 x DECRYPTED',
      '',
      'Broken or unsealed',
      '  b.pdf: page 1: 7 pixels changed outside of the places',
      '  e.pdf: not sealed within 120 seconds',
      '',
      '5 files: 4 accepted (1 changed to be usable), 1 refused, 3 sealed, 1 unsealed, 1 broken (1.0 s a file)',
    ]);
  });

  it('is sound where all that was accepted was sealed and nothing is broken, whatever was refused', () => {
    expect(isSound(outcomes)).toBe(false);
    expect(isSound([outcomes[0], outcomes[2], outcomes[3]])).toBe(true);
    expect(isSound([outcomes[1]])).toBe(false);
    expect(isSound([outcomes[4]])).toBe(false);
  });
});

it('A part of the files holds every kind', () => {
  const files = ['a:1', 'a:2', 'a:3', 'b:4', 'c:5'].map((text) => {
    const [kind, name] = text.split(':');
    return { kind, name, path: name };
  });
  expect(partOf(files, 4).map(({ name }) => name)).toEqual(['1', '4', '5', '2']);
});
