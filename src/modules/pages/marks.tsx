import type { ArrivalState } from '../requests';

/** What a small drawing beside a heading says; the heading says the same in words. */
export type Mark =
  Lowercase<Exclude<ArrivalState, 'OPEN'>> | 'locked' | 'idle' | 'notice' | 'done' | 'missing' | 'unavailable';

const CLOCK = 'M12 7v5l3.5 2';
const BAR = 'M8 12h8';
const TICK = 'm8 12.2 2.7 2.8L16 9.5';
const QUESTION = 'M9.6 9.6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.7v.3M12 16.6v.1';
const LOCK = 'M8.5 11.5h7v5h-7zM9.8 11.5V9.8a2.2 2.2 0 0 1 4.4 0v1.7';
const CALL = 'M12 7.5v5.5M12 16.3v.1';

const DRAWINGS: Record<Mark, string> = {
  expired: CLOCK,
  canceled: BAR,
  finished: TICK,
  done: TICK,
  locked: LOCK,
  idle: CLOCK,
  notice: CALL,
  missing: QUESTION,
  unavailable: CLOCK,
};

export function MarkDrawing({ mark }: { mark: Mark }) {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="9.5" />
      <path d={DRAWINGS[mark]} />
    </svg>
  );
}
