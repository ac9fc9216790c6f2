import { Injectable } from '@nestjs/common';
import type { EventEmitter } from 'node:events';
import { Problem } from './problem';

const MEGABYTE = 1024 * 1024;
/** Three of the largest bodies at once. */
const MOST_OF_A_KEY = 96 * MEGABYTE;
const MOST_IN_ALL = 256 * MEGABYTE;

/**
 * Bounds the bytes of bodies that this process holds at a time, for each API key and in all: who holds a known key may be
 * anybody until the signature is checked, and that takes the whole body.
 */
@Injectable()
export class BytesInFlight {
  private readonly held = new Map<string, number>();
  private all = 0;

  /**
   * What counts each piece of one body as it arrives, until its answer is sent or its connection closes. It throws a 503 for
   * the piece that is one too many.
   */
  countFor(owner: string, answer: EventEmitter): (bytes: number) => void {
    let mine = 0;
    answer.once('close', () => {
      this.change(owner, -mine);
      mine = 0;
    });
    return (bytes) => {
      const own = this.held.get(owner) ?? 0;
      if (own + bytes > MOST_OF_A_KEY || this.all + bytes > MOST_IN_ALL) throw tooMuch();
      mine += bytes;
      this.change(owner, bytes);
    };
  }

  private change(owner: string, bytes: number): void {
    this.all += bytes;
    const own = (this.held.get(owner) ?? 0) + bytes;
    if (own === 0) this.held.delete(owner);
    else this.held.set(owner, own);
  }
}

const tooMuch = (): Problem =>
  new Problem('too_busy', 'Too much is being sent at the same time. Nothing was stored. Try again shortly.', {
    headers: { 'Retry-After': '2' },
  });
