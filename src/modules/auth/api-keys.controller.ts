import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import {
  CurrentOrganization,
  IdPipe,
  ListQuery,
  RequiresSignatureVersion2,
  type Answer,
  type CallingOrganization,
} from '../../platform/http';
import { CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { DescribeCreateKey, DescribeListKeys, DescribeRevokeKey, DescribeRotateKey } from './api-keys.openapi';
import { CreateApiKey } from './create-api-key';
import { apiKeyView, type ApiKeyPage, type ApiKeyView } from './dto/api-key.dto';
import { RotateApiKeyDto } from './dto/minted-api-key.dto';
import { NewApiKeyDto } from './dto/new-api-key.dto';
import { FindApiKeys } from './find-api-keys';
import { RevokeApiKey } from './revoke-api-key';
import { RotateApiKey } from './rotate-api-key';

@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly find: FindApiKeys,
    private readonly createKey: CreateApiKey,
    private readonly rotateKey: RotateApiKey,
    private readonly revokeKey: RevokeApiKey,
    private readonly clock: Clock,
  ) {}

  @Get()
  @DescribeListKeys()
  async list(@CurrentOrganization() { id }: CallingOrganization, @Query() query: ListQuery): Promise<ApiKeyPage> {
    const page = await this.find.page(id, query);
    return { ...page, data: page.data.map((key) => apiKeyView(key, this.clock.now())) };
  }

  @Post()
  @RequiresSignatureVersion2()
  @UseInterceptors(WriteGate)
  @DescribeCreateKey()
  create(
    @CurrentOrganization() { id }: CallingOrganization,
    @Body() dto: NewApiKeyDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.createKey.execute(id, dto, attempt);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @RequiresSignatureVersion2()
  @UseInterceptors(WriteGate)
  @DescribeRotateKey()
  rotate(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Body() dto: RotateApiKeyDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.rotateKey.execute(organization.id, id, dto, attempt);
  }

  @Delete(':id')
  @RequiresSignatureVersion2()
  @DescribeRevokeKey()
  revoke(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', IdPipe) id: string,
  ): Promise<ApiKeyView> {
    return this.revokeKey.execute(organization.id, id);
  }
}
