const WINDOW_MS = 10_000;
const LINES = 10;
/** Kinds that are counted at a time: whatever comes beyond them shares one count. */
const MOST_KINDS = 1000;
const OTHERS = 'others';

/**
 * Thins lines that say the same: of each kind ten are written in ten seconds, and then one line that says how many were not.
 * A failing database must not fill the disk.
 */
export class Flood {
  private readonly kinds = new Map<string, { written: number; left: number }>();

  /** `tell` writes the line that says how many lines of a kind were left out. */
  constructor(private readonly tell: (kind: string, left: number) => void) {}

  /** Whether this line is to be written. */
  admit(kind: string): boolean {
    const key = this.kinds.has(kind) || this.kinds.size < MOST_KINDS ? kind : OTHERS;
    const counted = this.kinds.get(key) ?? this.begin(key);
    if (counted.written < LINES) {
      counted.written += 1;
      return true;
    }
    counted.left += 1;
    return false;
  }

  private begin(kind: string): { written: number; left: number } {
    const counted = { written: 0, left: 0 };
    this.kinds.set(kind, counted);
    setTimeout(() => {
      this.kinds.delete(kind);
      if (counted.left > 0) this.tell(kind, counted.left);
    }, WINDOW_MS).unref();
    return counted;
  }
}
