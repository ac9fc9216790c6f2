import { Injectable } from '@nestjs/common';

/** The application's time. Tests put a clock of their own in its place; nothing else calls `new Date()` for "now". */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
