import type { Doorstep } from '../requests';
import type { Frame } from './frame';

/** What came of a code that was entered, or asked for. */
export interface DoorNotice {
  /** Beside the field of the code. */
  error?: string;
  /** Above everything: something went well. */
  news?: string;
  /** Beside the buttons that send another. */
  sending?: string;
}

export interface DoorstepProps extends DoorNotice {
  frame: Frame;
  doorstep: Doorstep;
}
