import { anAnswering, anItem, TOKEN } from './an-answering.fixture';
import type { Field } from './asked';
import { frameOf } from './frame';
import { viewKept } from './item-view';
import { LANGUAGES } from './page-language';
import { renderItem, renderReview } from './render-answering';

const field = (label: string, value: unknown, more: Partial<Field> = {}): Field => ({
  ...{ label, type: 'number', value, hidden: false },
  ...more,
});
const limited = anItem({
  ...{ type: 'JSON', scope: 'payments.hotel' },
  data: [field('Highest', 100, { rule: 'AT_MOST' }), field('Budget', 100, { rule: 'BUDGET', currency: 'EUR' })],
});
const unlimited = anItem({ type: 'JSON', scope: 'payments.hotel', data: [field('Highest', 100, { rule: 'AT_MOST' })] });

/** Which of the two screens says whose the limits are: the item and the last look. */
function saidBy(item: typeof limited, asksOthers: boolean, language = 'ENG'): boolean[] {
  const answering = anAnswering([item], { asksOthers });
  const frame = frameOf(answering, { token: TOKEN, language, at: '/answer' });
  const sentence = LANGUAGES[language].words.item.limitsOfEach;
  const screens = [renderItem(frame, answering, 0, viewKept(item, 'ENG')), renderReview(frame, answering)];
  return screens.map((html) => html.includes(sentence));
}

describe('A limit that is asked of several people', () => {
  it.each(Object.keys(LANGUAGES))(
    'is said to hold for each of them, where it is read and at the end: %s',
    (language) => {
      expect(saidBy(limited, true, language)).toEqual([true, true]);
    },
  );

  it('goes without saying where one person is asked, or nothing is limited', () => {
    expect(saidBy(limited, false)).toEqual([false, false]);
    expect(saidBy(unlimited, true)).toEqual([false, false]);
  });

  it('is said afterwards, too', () => {
    const decision = { action: 'ACCEPT' as const, reason: null, answers: null, documents: [] };
    const made = { ...decision, decidedAt: new Date('2026-05-01T10:00:00Z'), withdrawnAt: null };
    expect(saidBy({ ...limited, status: 'APPROVED', decision: made }, true)[0]).toBe(true);
  });
});
