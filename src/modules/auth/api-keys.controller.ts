import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import {
  CurrentOrganization,
  CurrentPrincipal,
  IdPipe,
  ListQuery,
  RequiresSignatureVersion2,
  type Answer,
  type CallingOrganization,
  type Principal,
} from '../../platform/http';
import { AnswersSecrets, CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
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
  @AnswersSecrets()
  @UseInterceptors(WriteGate)
  @DescribeCreateKey()
  create(
    @CurrentPrincipal() caller: Principal,
    @Body() dto: NewApiKeyDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.createKey.execute(caller, dto, attempt);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @RequiresSignatureVersion2()
  @AnswersSecrets()
  @UseInterceptors(WriteGate)
  @DescribeRotateKey()
  rotate(
    @CurrentPrincipal() caller: Principal,
    @Param('id', IdPipe) id: string,
    @Body() dto: RotateApiKeyDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.rotateKey.execute(caller, id, dto, attempt);
  }

  @Delete(':id')
  @RequiresSignatureVersion2()
  @DescribeRevokeKey()
  revoke(@CurrentPrincipal() caller: Principal, @Param('id', IdPipe) id: string): Promise<ApiKeyView> {
    return this.revokeKey.execute(caller, id);
  }
}
