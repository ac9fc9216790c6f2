export { type Accent, type Accents, accentOf, contrast, readable } from './accent';
export { displayName, oneLine } from './display-name';
export { Document, type DocumentProps, renderDocument } from './document';
export { calendarDay, clockTime, counted, longDate, type PluralForms, shortDate } from './formats';
export { isolated } from './isolated';
export { DARK, LIGHT, type Palette } from './palette';
export { baseStylesheet, tokensStylesheet } from './stylesheet';
export { MONO, SANS, SIZES } from './typography';
