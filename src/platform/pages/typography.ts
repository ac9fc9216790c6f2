/** The type of everything a person sees: what their system already has, so nothing is fetched. */
export const SANS = `system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif`;

export const MONO = `ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace`;

/** Sizes in px for mail, where rem is not safe; 18 is the base on a phone. */
export const SIZES = { small: 15, base: 18, title: 26, code: 40 } as const;
