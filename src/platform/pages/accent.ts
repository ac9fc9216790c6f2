import { DARK, LIGHT } from './palette';

/** What one accent colour becomes on one kind of page; every pair in it is readable. */
export interface Accent {
  /** A filled control: at least 4.5:1 against the label on it and against the page behind it. */
  button: string;
  onButton: string;
  /** Links and small marks: at least 7:1 against the page and its cards. */
  text: string;
}

export interface Accents {
  light: Accent;
  dark: Accent;
}

const DEFAULT_ACCENT = '#24527a';
const BUTTON_RATIO = 4.5;
const TEXT_RATIO = 7;
const FINEST = 128;

/** The organization's colour, darkened (or, on dark pages, lightened) by itself until it is readable. No colour or a malformed one: ours. */
export function accentOf(colour: string | undefined): Accents {
  const given = colour && channelsOf(colour) ? colour : DEFAULT_ACCENT;
  const accents = known.get(given) ?? derive(given);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(given, accents);
  return accents;
}

/** Every message and page asks, for the same few colours. */
const known = new Map<string, Accents>();
const MOST_KNOWN = 1000;

function derive(colour: string): Accents {
  return {
    light: {
      button: readable(colour, LIGHT.page, BUTTON_RATIO),
      onButton: LIGHT.surface,
      text: readable(colour, LIGHT.page, TEXT_RATIO),
    },
    dark: {
      button: readable(colour, DARK.surface, BUTTON_RATIO),
      onButton: DARK.page,
      text: readable(colour, DARK.surface, TEXT_RATIO),
    },
  };
}

/** The colour mixed with black or white (whichever the surface calls for) just as far as it takes to reach the contrast. */
export function readable(colour: string, surface: string, ratio: number): string {
  if (contrast(colour, surface) >= ratio) return colour;
  const target = contrast('#000000', surface) > contrast('#ffffff', surface) ? '#000000' : '#ffffff';
  let [tooLittle, enough] = [0, FINEST];
  while (enough - tooLittle > 1) {
    const share = Math.floor((tooLittle + enough) / 2);
    if (contrast(mix(colour, target, share / FINEST), surface) >= ratio) enough = share;
    else tooLittle = share;
  }
  return mix(colour, target, enough / FINEST);
}

/** WCAG 2 contrast of two colours: 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = requireChannels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(colour: string, target: string, share: number): string {
  const end = requireChannels(target);
  const mixed = requireChannels(colour).map((channel, at) => Math.round(channel + (end[at] - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function requireChannels(colour: string): number[] {
  const channels = channelsOf(colour);
  if (!channels) throw new TypeError('A colour is written #rrggbb');
  return channels;
}

function channelsOf(colour: string): number[] | undefined {
  const digits = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  return digits?.match(/../g)?.map((pair) => parseInt(pair, 16));
}
