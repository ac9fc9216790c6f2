import { Module } from '@nestjs/common';
import { ResourcesModule } from '../resources';
import { CreateGroup } from './create-group';
import { DeleteGroup } from './delete-group';
import { FindGroup } from './find-group';
import { GroupStore } from './group-store';
import { GroupsController } from './groups.controller';
import { GroupsService } from './groups.service';
import { ListGroups } from './list-groups';
import { ReplaceGroup } from './replace-group';

@Module({
  imports: [ResourcesModule],
  controllers: [GroupsController],
  providers: [GroupStore, ListGroups, FindGroup, CreateGroup, ReplaceGroup, DeleteGroup, GroupsService],
  exports: [GroupsService],
})
export class GroupsModule {}
