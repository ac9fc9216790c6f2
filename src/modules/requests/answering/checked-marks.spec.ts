import { aPng } from '../../../../test/support/answering';
import { aJpeg, aPng as aPicture } from '../../../../test/support/pictures';
import { PlacementType } from '../../documents';
import type { Mark, Place } from './answering';
import { checkedMarks as checkedAt } from './checked-marks';

const checkedMarks = (places: Place[], marks: Mark[]) => checkedAt(places, marks, 'ENG');
const box = { x: 0, y: 0, width: 200, height: 30 };
const place = (type: keyof typeof PlacementType, id = 'here'): Place => ({
  id,
  type: PlacementType[type],
  pageIndex: 0,
  box,
});
const mark = (kind: Mark['kind'], text: string | null = null, image: Buffer | null = null, placeId = 'here'): Mark => ({
  placeId,
  kind,
  text,
  image,
});
const wrong = async (type: keyof typeof PlacementType, ...marks: Mark[]) =>
  (await checkedMarks([place(type)], marks)).errors.map(({ placeId }) => placeId);

describe('A place', () => {
  it.each<[keyof typeof PlacementType, Mark]>([
    ['SIGNATURE', mark('DRAWN', null, aPng())],
    ['SIGNATURE', mark('UPLOADED', null, aPng(2000, 1))],
    ['SIGNATURE', mark('TYPED', 'Ana')],
    ['INITIALS', mark('TYPED', 'A.', aPng())],
    ['NAME', mark('TEXT', 'Łukasz')],
    ['DATE', mark('DATE', '2026-11-24')],
    ['NAME', mark('TEXT', '山田太郎')],
    ['SIGNATURE', mark('TYPED', '𒀀𒁀', aPng())],
    ['TEXT', mark('TEXT', 'anything')],
    ['CHECKBOX', mark('CHECK', 'false')],
  ])('for %s takes %j', async (type, given) => {
    expect(await checkedMarks([place(type)], [given])).toEqual({ marks: [given], errors: [] });
  });

  it.each<[keyof typeof PlacementType, Mark]>([
    ['SIGNATURE', mark('DRAWN', 'Ana')],
    ['SIGNATURE', mark('TEXT', 'Ana')],
    ['SIGNATURE', mark('TYPED', ' \0 ')],
    ['SIGNATURE', mark('TYPED', 'x'.repeat(201))],
    ['SIGNATURE', mark('DRAWN', null, aPng(2001, 1))],
    ['SIGNATURE', mark('DRAWN', null, aPng().subarray(0, 20))],
    ['SIGNATURE', mark('DRAWN', null, Buffer.concat([aPng(), Buffer.alloc(300_000)]))],
    ['SIGNATURE', mark('DRAWN', null, Buffer.from('<svg onload="alert(1)"></svg>'.padEnd(100)))],
    ['DATE', mark('DATE', '31/02/2026')],
    ['TEXT', mark('TEXT', 'x'.repeat(201))],
    ['CHECKBOX', mark('CHECK', 'yes')],
    ['CHECKBOX', mark('CHECK', 'true', aPng())],
  ])('for %s refuses %j', async (type, given) => {
    expect(await wrong(type, given)).toEqual(['here']);
  });

  it('may stay empty for a text or a checkbox, and not for anything else', async () => {
    const empty: string[] = [];
    for (const type of Object.keys(PlacementType) as (keyof typeof PlacementType)[])
      if ((await wrong(type)).length === 0) empty.push(type);
    expect(empty).toEqual(['TEXT', 'CHECKBOX']);
    expect(await wrong('TEXT', mark('TEXT', ''))).toEqual([]);
  });

  it.each<[keyof typeof PlacementType, Mark, object]>([
    ['NAME', mark('TEXT', 'Ana 𒀀'), { rule: 'letters', letters: '𒀀' }],
    ['TEXT', mark('TEXT', '𒀀 𒁀 𒀀'), { rule: 'letters', letters: '𒀀𒁀' }],
    ['SIGNATURE', mark('TYPED', '𒀀'), { rule: 'letters', letters: '𒀀' }],
    ['TEXT', mark('TEXT', 'long '.repeat(150)), { rule: 'too_long' }],
    ['NAME', mark('TEXT', 'x'.repeat(201)), { rule: 'too_long' }],
    ['SIGNATURE', mark('TYPED', 'Ana '.repeat(40)), { rule: 'too_long' }],
    ['SIGNATURE', mark('TYPED', 'Ana '.repeat(40), aPng()), { rule: 'too_long' }],
    ['DATE', mark('DATE', 'long ago'), { rule: 'date' }],
    ['DATE', mark('DATE', '31/31/2026'), { rule: 'date' }],
  ])('for %s says why it refuses %j', async (type, given, refusal) => {
    expect(await checkedMarks([place(type)], [given])).toEqual({
      marks: [],
      errors: [{ placeId: 'here', ...refusal }],
    });
  });

  it('of a date takes the date, however small it is', async () => {
    const small = { ...place('DATE'), box: { ...box, width: 4 } };
    expect((await checkedMarks([small], [mark('DATE', '2026-11-24')])).errors).toEqual([]);
  });

  it('of a date asks which day is meant where there are two, and takes the one that was chosen among them', async () => {
    const typed = mark('DATE', '03/04/2026');
    const both = ['2026-04-03', '2026-03-04'];
    const unclear = { marks: [], errors: [{ placeId: 'here', rule: 'unclear', meant: both }] };
    expect(await checkedMarks([place('DATE')], [typed])).toEqual(unclear);
    for (const day of both)
      expect(await checkedMarks([place('DATE')], [{ ...typed, meant: `=${day}` }])).toEqual({
        marks: [{ ...typed, text: day }],
        errors: [],
      });
    for (const meant of ['=2026-05-05', '2026-04-03', ''])
      expect(await checkedMarks([place('DATE')], [{ ...typed, meant }])).toEqual(unclear);
    // What was chosen for another text counts for nothing.
    const changed = { ...mark('DATE', '05/04/2026'), meant: '=2026-04-03' };
    expect((await checkedMarks([place('DATE')], [changed])).errors).toMatchObject([{ rule: 'unclear' }]);
  });

  it('takes one mark', async () => {
    expect(await wrong('NAME', mark('TEXT', 'Ana'), mark('TEXT', 'Ben'))).toEqual(['here']);
  });
});

it('What is no place of this person is named, and what can be kept is kept', async () => {
  const good = mark('TYPED', 'Ana', null, 'a');
  expect(
    await checkedMarks([place('SIGNATURE', 'a'), place('DATE', 'b')], [good, mark('TYPED', 'Ana', null, 'elsewhere')]),
  ).toEqual({
    marks: [good],
    errors: [
      { placeId: 'elsewhere', rule: 'empty' },
      { placeId: 'b', rule: 'empty' },
    ],
  });
});

describe('All texts of one form', () => {
  const large = { ...box, width: 500, height: 300 };
  const refused = async (kind: 'TEXT' | 'TYPED', texts: string[]) => {
    const type = kind === 'TYPED' ? 'INITIALS' : 'TEXT';
    const places = texts.map((_, index) => ({ ...place(type, `${index}`), box: large }));
    const { errors } = await checkedMarks(
      places,
      texts.map((text, index) => mark(kind, text, null, `${index}`)),
    );
    return errors;
  };

  it('are 10,000 characters at most', async () => {
    expect(await refused('TEXT', Array<string>(51).fill('x'.repeat(200)))).toEqual([
      { placeId: '50', rule: 'too_long' },
    ]);
  });

  it('have 1,000 different letters at most', async () => {
    const han = Array.from({ length: 1100 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
    const texts = [0, 200, 400, 600, 800, 900].map((from) => han.slice(from, from + 200));
    expect((await refused('TEXT', texts)).filter(({ rule }) => rule === 'too_long')).toEqual([
      { placeId: '5', rule: 'too_long' },
    ]);
  });

  it('may say the same initials in a thousand places', async () => {
    expect(await refused('TYPED', Array<string>(1000).fill('A. B. C. D. E. F. G. H. I.'))).toEqual([]);
  });

  it('are measured once for each place', async () => {
    const marks = Array.from({ length: 3 }, () => mark('TEXT', 'x '.repeat(100)));
    const small = { ...place('TEXT'), box: { ...box, width: 20 } };
    expect(await checkedMarks([small], marks)).toEqual({ marks: [], errors: [{ placeId: 'here', rule: 'too_long' }] });
  });
});

describe('A picture in a place', () => {
  const drawn = (image: Buffer, id: string) => mark('DRAWN', null, image, id);
  const refusedPictures = async (images: Buffer[]) => {
    const places = images.map((_, index) => place('SIGNATURE', `${index}`));
    const given = images.map((image, index) => drawn(image, `${index}`));
    return (await checkedMarks(places, given)).errors.map(({ placeId }) => placeId);
  };

  it('is decoded to its last pixel: cut off or changed anywhere, it is none', async () => {
    const whole = aPng(40, 40);
    expect(await refusedPictures([whole])).toEqual([]);
    const cut = Array.from({ length: whole.length - 1 }, (_, length) => whole.subarray(0, length + 1));
    expect(await refusedPictures(cut)).toHaveLength(cut.length);
    const changed = Array.from(whole.keys(), (at) =>
      Buffer.from(whole.map((byte, each) => (each === at ? byte ^ 1 : byte))),
    );
    expect(await refusedPictures(changed)).toHaveLength(changed.length);
  });

  it('has a size that can be drawn, holds what it says, and is a PNG', async () => {
    const bomb = aPicture(2000, 2000, Buffer.alloc(8_000_000));
    for (const image of [
      aPicture(0, 0),
      aPicture(30_000, 30_000, Buffer.alloc(10)),
      bomb,
      aPicture(9, 9, Buffer.alloc(3)),
      aJpeg(),
    ])
      expect([image.length, await refusedPictures([image])]).toEqual([image.length, ['0']]);
  });

  it('may be the same in many places; different ones have 40 million pixels in all', async () => {
    const same = aPng(2000, 2000);
    expect(await refusedPictures(Array<Buffer>(30).fill(same))).toEqual([]);
    const others = Array.from({ length: 12 }, (_, at) => aPicture(2000, 2000 - at));
    expect(await refusedPictures(others)).toEqual(['11']);
  });
});
