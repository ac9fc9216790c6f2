import { dataInOrder } from '../resources';

/** What was asked, keys in the order in which they were given: of the aliases c (credentials) and v (its resource's version). */
export const ASKED_DATA = `coalesce(${dataInOrder('c')}, ${dataInOrder('v')})`;

/** What a person answered likewise, of the alias d (decisions). */
export const ANSWERS = 'coalesce(d.answers_in_order, d.answers::json)';
