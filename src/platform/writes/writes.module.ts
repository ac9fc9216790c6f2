import { Global, Module } from '@nestjs/common';
import { EarlierWrites } from './earlier-writes';
import { WriteGate } from './write-gate';
import { WritesOnce } from './writes-once';

@Global()
@Module({ providers: [EarlierWrites, WriteGate, WritesOnce], exports: [EarlierWrites, WriteGate, WritesOnce] })
export class WritesModule {}
