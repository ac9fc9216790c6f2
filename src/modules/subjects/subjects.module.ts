import { Module } from '@nestjs/common';
import { KeysModule } from '../keys';
import { FindPeople } from './find-people';
import { SubjectsService } from './subjects.service';

@Module({ imports: [KeysModule], providers: [SubjectsService, FindPeople], exports: [SubjectsService, FindPeople] })
export class SubjectsModule {}
