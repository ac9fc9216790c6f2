import { Clock } from '../../src/platform/clock';

/** A clock that stands still until a test moves it. */
export class TestClock extends Clock {
  constructor(private at = new Date()) {
    super();
  }

  override now(): Date {
    return new Date(this.at);
  }

  advance(time: { minutes?: number; seconds?: number; milliseconds?: number; hours?: number }): void {
    const { hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = time;
    this.at = new Date(this.at.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds);
  }
}
