/** The neutral colours of everything a person sees: warm paper by day, warm charcoal by night. Text on either is at least 7:1. */
export interface Palette {
  page: string;
  surface: string;
  /** A field set into a surface: where the code stands, a quoted text. */
  inset: string;
  text: string;
  quiet: string;
  line: string;
  /** The edge of a control: 3:1 against the surface it lies on. */
  edge: string;
  good: string;
  bad: string;
}

export const LIGHT: Palette = {
  page: '#f7f5f1',
  surface: '#ffffff',
  inset: '#f4f1eb',
  text: '#1d1b18',
  quiet: '#524d46',
  line: '#e2ddd4',
  edge: '#7d756a',
  good: '#1c5a33',
  bad: '#94210f',
};

export const DARK: Palette = {
  page: '#171613',
  surface: '#211f1c',
  inset: '#2b2925',
  text: '#f2efe9',
  quiet: '#c4beb3',
  line: '#3d3a34',
  edge: '#948d82',
  good: '#8fd6a6',
  bad: '#ffab9b',
};
