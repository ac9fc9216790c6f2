import { Body, Controller, Delete, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import {
  CurrentOrganization,
  EndsForGood,
  ExpectedVersion,
  IdPipe,
  LargeBody,
  OpenTo,
  PdfBody,
  type Answer,
  type CallingOrganization,
} from '../../platform/http';
import { CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { CreateResource } from './create-resource';
import { DeleteResource } from './delete-resource';
import { CreateResourceDto, ReplaceResourceDto } from './dto/resource.dto';
import type { ResourceEntity } from './dto/resource-entity.dto';
import { ResourceQuery, type ResourceList } from './dto/resource-list.dto';
import { FindResource } from './find-resource';
import { ListResources } from './list-resources';
import { ReplaceDocument } from './replace-document';
import { ReplaceResource } from './replace-resource';
import {
  DescribeCreateResource,
  DescribeDeleteResource,
  DescribeFindResource,
  DescribeListResources,
  DescribeReplaceDocument,
  DescribeReplaceResource,
} from './resources.openapi';

@Controller('v1/resource')
export class ResourcesController {
  constructor(
    private readonly listResources: ListResources,
    private readonly findResource: FindResource,
    private readonly createResource: CreateResource,
    private readonly replaceResource: ReplaceResource,
    private readonly replaceDocument: ReplaceDocument,
    private readonly deleteResource: DeleteResource,
  ) {}

  @Get()
  @OpenTo('READ')
  @DescribeListResources()
  list(@CurrentOrganization() { id: org }: CallingOrganization, @Query() query: ResourceQuery): Promise<ResourceList> {
    return this.listResources.execute(org, query);
  }

  @Get(':id')
  @OpenTo('READ')
  @DescribeFindResource()
  find(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
  ): Promise<ResourceEntity> {
    return this.findResource.execute(org, id);
  }

  @Post()
  @LargeBody()
  @UseInterceptors(WriteGate)
  @DescribeCreateResource()
  create(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Body() dto: CreateResourceDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.createResource.execute(org, dto, attempt);
  }

  @Put(':id')
  @LargeBody()
  @DescribeReplaceResource()
  replace(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Body() dto: ReplaceResourceDto,
    @ExpectedVersion() ifVersion: number | null,
  ): Promise<ResourceEntity> {
    return this.replaceResource.execute(org, id, dto, ifVersion);
  }

  @Put('content/:id')
  @PdfBody()
  @DescribeReplaceDocument()
  replaceContent(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Body() pdf: Buffer,
    @ExpectedVersion() ifVersion: number | null,
  ): Promise<ResourceEntity> {
    return this.replaceDocument.execute(org, id, pdf, ifVersion);
  }

  @Delete(':id')
  @EndsForGood()
  @DescribeDeleteResource()
  delete(@CurrentOrganization() { id: org }: CallingOrganization, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.deleteResource.execute(org, id);
  }
}
