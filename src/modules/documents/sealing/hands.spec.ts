import { handsToSignIn, isWrittenByHand } from './hands';

const handsFor = (name: string): string[] =>
  handsToSignIn()
    .filter(({ letters }) => new RegExp(`^[${letters}]*$`, 'u').test(name))
    .map((hand) => hand.name);

describe('The hands to sign in', () => {
  it.each([
    ['Ana Silva', ['Caveat', 'Dancing Script', 'Great Vibes', 'Homemade Apple']],
    ["Zoë O'Brien-Núñez, 2nd", ['Caveat', 'Dancing Script', 'Great Vibes', 'Homemade Apple']],
    ['Łucja Żądło', ['Caveat', 'Dancing Script', 'Great Vibes']],
    ['Иван Фёдоров', ['Caveat', 'Great Vibes']],
    ['Γιώργος', []],
    ['محمد علي', []],
    ['山田太郎', []],
  ])('are those that have every letter of %s', (name, hands) => {
    expect(handsFor(name)).toEqual(hands);
  });

  it('are told in few words: a page carries them', () => {
    expect(JSON.stringify(handsToSignIn()).length).toBeLessThan(8_000);
  });

  it.each([
    ['Łucja', true],
    ['Z\u0307aneta', true],
    ['Γιώργος', false],
    ['Ana 山田', false],
  ])('show %s in the hand that it is sealed in: %s', (name, isHand) => {
    expect(isWrittenByHand(name)).toBe(isHand);
  });
});
