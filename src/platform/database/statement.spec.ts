import { statement } from './statement';

it('A name belongs to one text for ever: Postgres would run the first under it', () => {
  const first = statement('statement.spec', 'SELECT 1');
  expect(statement('statement.spec', 'SELECT 1')).toEqual(first);
  expect(() => statement('statement.spec', 'SELECT 2')).toThrow('Two statements are called statement.spec');
});
