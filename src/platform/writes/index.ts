export { AnswersSecrets, CurrentAttempt, type WriteAttempt } from './write-attempt';
export { Counted, WriteGate } from './write-gate';
export { WritesOnce, type Made } from './writes-once';
export { WritesModule } from './writes.module';
