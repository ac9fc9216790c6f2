import { Accent, accentOf } from './accent';
import { DARK, LIGHT, Palette } from './palette';
import { MONO, SANS } from './typography';

/**
 * The stylesheet every page starts with: the colours and type as custom properties (`--page`, `--surface`, `--inset`,
 * `--text`, `--quiet`, `--line`, `--edge`, `--good`, `--bad`, `--accent`, `--on-accent`, `--accent-text`, `--sans`, `--mono`) and
 * plain elements set in them. A page adds its own rules after it.
 */
export function baseStylesheet(organizationColour?: string): string {
  return `${tokensStylesheet(organizationColour)}\n${ELEMENTS}`;
}

/** The custom properties alone, for pages that are not ours to lay out (Swagger UI). */
export function tokensStylesheet(organizationColour?: string): string {
  const accent = accentOf(organizationColour);
  return `:root { color-scheme: light dark; --sans: ${SANS}; --mono: ${MONO}; ${properties(LIGHT, accent.light)} }
@media (prefers-color-scheme: dark) { :root { ${properties(DARK, accent.dark)} } }`;
}

function properties(palette: Palette, accent: Accent): string {
  const neutral = Object.entries(palette).map(([name, colour]) => `--${name}: ${colour};`);
  return `${neutral.join(' ')} --accent: ${accent.button}; --on-accent: ${accent.onButton}; --accent-text: ${accent.text};`;
}

const ELEMENTS = `*, ::before, ::after { box-sizing: border-box; }
html { font: 112.5%/1.5 var(--sans); color: var(--text); background: var(--page); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: break-word; }
main, .column { display: block; max-width: 40rem; margin-inline: auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.2; letter-spacing: -0.01em; margin: 0 0 0.75rem; text-wrap: balance; }
h2 { font-size: 1.125rem; line-height: 1.3; margin: 2rem 0 0.5rem; }
p { margin: 0 0 1rem; text-wrap: pretty; }
a { color: var(--accent-text); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
:focus-visible { outline: 3px solid var(--accent-text); outline-offset: 2px; border-radius: 4px; }
code, pre, kbd { font-family: var(--mono); font-size: 0.9em; }
small, .quiet { font-size: 0.8333rem; color: var(--quiet); }
.button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: 0.5rem 1.25rem; border: 0; border-radius: 0.5rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; scroll-behavior: auto !important; } }`;
