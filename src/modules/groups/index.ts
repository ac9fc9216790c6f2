export { GroupsModule } from './groups.module';
export { GroupsService, type GroupContents } from './groups.service';
