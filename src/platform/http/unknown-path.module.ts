import { Module } from '@nestjs/common';
import { UnknownPathController } from './unknown-path.controller';

@Module({ controllers: [UnknownPathController] })
export class UnknownPathModule {}
