import { hiddenContact } from './hidden-contact';

it.each([
  ['EMAIL', 'ana@example.com', 'a•••@example.com'],
  ['EMAIL', 'a@example.com', 'a•••@example.com'],
  ['EMAIL', '𝒜na@example.com', '𝒜•••@example.com'],
  ['PHONE', '+351912345678', '+351 ••• •• 678'],
  ['PHONE', '+12025550123', '+1 ••• •• 123'],
] as const)('The %s %s is shown as %s', (type, value, hidden) => {
  expect(hiddenContact({ type, value })).toBe(hidden);
});
