import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence';
import { KeysModule } from '../keys';
import { AddContact } from './add-contact';
import { FileItems } from './file-items';
import { FindPeople } from './find-people';
import { FindUser } from './find-user';
import { Identities } from './identities';
import { ImportUsers } from './import-users';
import { Standings } from './standings';
import { SubjectsService } from './subjects.service';
import { UsersController } from './users.controller';

@Module({
  imports: [EvidenceModule, KeysModule],
  controllers: [UsersController],
  providers: [Identities, SubjectsService, FindPeople, Standings, FileItems, ImportUsers, FindUser, AddContact],
  exports: [SubjectsService, FindPeople, Identities],
})
export class SubjectsModule {}
