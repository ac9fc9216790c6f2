/** A URL as the data model means it (VCDM 2.0, 4.4): absolute, with a scheme; did: and urn: are as good as https:. */
export const isUrl = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value) && URL.canParse(value);
