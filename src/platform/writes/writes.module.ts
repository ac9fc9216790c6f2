import { Global, Module } from '@nestjs/common';
import { EarlierWrites } from './earlier-writes';
import { PruneEarlierWrites } from './prune-earlier-writes';
import { WriteGate } from './write-gate';
import { WritesOnce } from './writes-once';

@Global()
@Module({
  providers: [EarlierWrites, WriteGate, WritesOnce, PruneEarlierWrites],
  exports: [EarlierWrites, WriteGate, WritesOnce],
})
export class WritesModule {}
