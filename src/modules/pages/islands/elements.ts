import type { Forms } from '../sign-words';

export const withNumber = (template: string, n: number): string =>
  template.replace('{n}', new Intl.NumberFormat(document.documentElement.lang).format(n));

/** The form of a phrase that this count takes in the language of the page. */
export const counted = (forms: Forms, n: number): string =>
  withNumber(forms[new Intl.PluralRules(document.documentElement.lang).select(n)] ?? forms.other, n);

type Given<Tag extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[Tag], 'dataset' | 'style'>>;

/** An element with properties, attributes and content. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Given<Tag> = {},
  attributes: Record<string, string> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}
