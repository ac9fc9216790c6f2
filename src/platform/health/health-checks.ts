import { Injectable } from '@nestjs/common';

/** What other parts of the server say of their own health, told by `/health/ready`. */
@Injectable()
export class HealthChecks {
  /** Set once, when this process has begun to end: it still answers, and wants no new callers. */
  stopping = false;
  private readonly checks = new Map<string, () => string | null>();

  /** `trouble` answers at once: null, or what is wrong in words for an administrator. */
  add(name: string, trouble: () => string | null): void {
    this.checks.set(name, trouble);
  }

  /** `ok` or what is wrong, by name. */
  read(): Record<string, string> {
    return Object.fromEntries([...this.checks].map(([name, trouble]) => [name, trouble() ?? 'ok']));
  }
}
