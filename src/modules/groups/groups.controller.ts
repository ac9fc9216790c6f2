import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import {
  CurrentOrganization,
  EndsForGood,
  ExpectedVersion,
  IdPipe,
  OpenTo,
  type Answer,
  type CallingOrganization,
} from '../../platform/http';
import { CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { CreateGroup } from './create-group';
import { DeleteGroup } from './delete-group';
import { GroupDto } from './dto/group.dto';
import type { GroupEntity } from './dto/group-entity.dto';
import { GroupQuery, type GroupList } from './dto/group-list.dto';
import { FindGroup } from './find-group';
import {
  DescribeCreateGroup,
  DescribeDeleteGroup,
  DescribeFindGroup,
  DescribeListGroups,
  DescribeReplaceGroup,
} from './groups.openapi';
import { ListGroups } from './list-groups';
import { ReplaceGroup } from './replace-group';

@Controller('v1/resource/group')
export class GroupsController {
  constructor(
    private readonly listGroups: ListGroups,
    private readonly findGroup: FindGroup,
    private readonly createGroup: CreateGroup,
    private readonly replaceGroup: ReplaceGroup,
    private readonly deleteGroup: DeleteGroup,
  ) {}

  @Get()
  @OpenTo('READ')
  @DescribeListGroups()
  list(@CurrentOrganization() { id: org }: CallingOrganization, @Query() query: GroupQuery): Promise<GroupList> {
    return this.listGroups.execute(org, query);
  }

  @Get(':id')
  @OpenTo('READ')
  @DescribeFindGroup()
  find(@CurrentOrganization() { id: org }: CallingOrganization, @Param('id', IdPipe) id: string): Promise<GroupEntity> {
    return this.findGroup.execute(org, id);
  }

  @Post()
  @UseInterceptors(WriteGate)
  @DescribeCreateGroup()
  create(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Body() dto: GroupDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.createGroup.execute(org, dto, attempt);
  }

  @Put(':id')
  @DescribeReplaceGroup()
  replace(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Body() dto: GroupDto,
    @ExpectedVersion() ifVersion: number | null,
  ): Promise<GroupEntity> {
    return this.replaceGroup.execute(org, id, dto, ifVersion);
  }

  @Delete(':id')
  @EndsForGood()
  @DescribeDeleteGroup()
  delete(@CurrentOrganization() { id: org }: CallingOrganization, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.deleteGroup.execute(org, id);
  }
}
