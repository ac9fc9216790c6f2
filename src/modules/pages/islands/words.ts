/** What the viewer says, as the page hands it over: see `SignWords`. */
export interface Words {
  page: string;
  pageText: string;
  noText: string;
  loading: string;
  failed: string;
  zoomIn: string;
  zoomOut: string;
  kinds: Record<string, string>;
  onPage: string;
  typeName: string;
  typeInitials: string;
  typedCounts: string;
  draw: string;
  drawHint: string;
  type: string;
  style: string;
  upload: string;
  uploadHint: string;
  uploadFailed: string;
  undo: string;
  clear: string;
  use: string;
  cancel: string;
  change: string;
  next: string;
  left: string;
  allFilled: string;
  empty: string;
}

export const withNumber = (template: string, n: number): string =>
  template.replace('{n}', new Intl.NumberFormat(document.documentElement.lang).format(n));

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
