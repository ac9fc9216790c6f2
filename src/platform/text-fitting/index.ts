export { CAPITALS, DESCENDERS, fitText, isLegible, LINE, SMALLEST_TEXT, wrapText } from './fit-text';
export type { Fitting, Measure, Room } from './fit-text';
