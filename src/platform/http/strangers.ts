import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { AddressLimit } from './address-limit';

/** More names than these are forgotten, oldest first: they are looked up once more. */
const REMEMBERED = 50_000;

/**
 * Keeps strangers from the database. Who names an API key or a link that turned out to exist is familiar and never counted; of
 * everybody else's guesses an address may make 60 a minute. In each process by itself: that is enough, because a guess
 * has to find one of 2^96 links or one of 2^178 keys, and the limit protects the process, not the secret.
 */
export class Strangers {
  private readonly familiar = new Set<string>();

  constructor(private readonly limit: AddressLimit) {}

  /**
   * Admits a caller who names something; throws a 429 when too many guesses came from its address. Call what it answers once
   * the name turned out to be known: then the guess was none.
   */
  admit(request: Pick<Request, 'ip'>, secret: string): () => void {
    const name = createHash('sha256').update(secret).digest('base64');
    if (this.familiar.has(name)) return () => undefined;
    this.limit.admit(request);
    return () => {
      this.limit.forgive(request);
      this.remember(name);
    };
  }

  private remember(name: string): void {
    const [oldest] = this.familiar;
    if (this.familiar.size >= REMEMBERED) this.familiar.delete(oldest);
    this.familiar.add(name);
  }
}
