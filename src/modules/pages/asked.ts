import type { AnsweringItem, Place } from '../requests';

// Names for parts of what `requests` tells the pages.

export type ItemType = AnsweringItem['type'];
export type Field = AnsweringItem['data'][number];
export type PlaceKind = `${Place['type']}`;

export type { AnsweredPdf, AnswerError, MarkError } from '../requests';
