import { parseInstant } from '../platform/clock';
import { AdminRefused } from './command';

/** A date or a time that was typed behind an option (ISO 8601); a date begins at midnight UTC. */
export function readInstant(option: string, given: string): Date {
  const date = /^\d{4}-\d{2}-\d{2}/.test(given) ? parseInstant(given) : null;
  if (!date) throw new AdminRefused(`--${option} must be a date that exists, e.g. 2027-01-01: "${given}" is none`);
  return date;
}
