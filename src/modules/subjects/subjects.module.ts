import { Module } from '@nestjs/common';
import { KeysModule } from '../keys';
import { SubjectsService } from './subjects.service';

@Module({ imports: [KeysModule], providers: [SubjectsService], exports: [SubjectsService] })
export class SubjectsModule {}
