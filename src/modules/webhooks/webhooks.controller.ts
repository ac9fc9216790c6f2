import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database';
import {
  CurrentOrganization,
  CurrentPrincipal,
  IdPipe,
  OpenTo,
  RequiresSignatureVersion2,
  type Answer,
  type CallingOrganization,
  type Principal,
} from '../../platform/http';
import { AnswersSecrets, CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { NewWebhookDto, WebhookChangeDto, webhookView, type WebhookView } from './dto/webhook.dto';
import { Endpoints } from './endpoints/endpoints';
import { KeepEndpoints } from './endpoints/keep-endpoints';
import {
  DescribeChangeWebhook,
  DescribeCreateWebhook,
  DescribeDeleteWebhook,
  DescribeFindWebhook,
  DescribeListWebhooks,
  DescribeRotateSecrets,
} from './webhooks.openapi';

@OpenTo('ASK')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly endpoints: Endpoints,
    private readonly keep: KeepEndpoints,
  ) {}

  @Get()
  @DescribeListWebhooks()
  async list(@CurrentOrganization() { id: org }: CallingOrganization): Promise<WebhookView[]> {
    return (await this.unitOfWork.read(org, (tx) => this.endpoints.all(tx, org))).map(webhookView);
  }

  @Post()
  @AnswersSecrets()
  @UseInterceptors(WriteGate)
  @DescribeCreateWebhook()
  create(
    @CurrentPrincipal() caller: Principal,
    @Body() dto: NewWebhookDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.keep.create(caller, dto, attempt);
  }

  @Post('secrets/rotate')
  @HttpCode(200)
  @OpenTo('ADMIN')
  @RequiresSignatureVersion2()
  @AnswersSecrets()
  @UseInterceptors(WriteGate)
  @DescribeRotateSecrets()
  rotateSecrets(@CurrentPrincipal() caller: Principal, @CurrentAttempt() attempt: WriteAttempt): Promise<Answer> {
    return this.keep.rotateSecrets(caller, attempt);
  }

  @Get(':id')
  @DescribeFindWebhook()
  async find(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
  ): Promise<WebhookView> {
    return webhookView(await this.unitOfWork.read(org, (tx) => this.endpoints.one(tx, org, id)));
  }

  @Patch(':id')
  @UseInterceptors(WriteGate)
  @DescribeChangeWebhook()
  change(
    @CurrentPrincipal() caller: Principal,
    @Param('id', IdPipe) id: string,
    @Body() dto: WebhookChangeDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.keep.change(caller, id, dto, attempt);
  }

  @Delete(':id')
  @DescribeDeleteWebhook()
  delete(@CurrentPrincipal() caller: Principal, @Param('id', IdPipe) id: string): Promise<Answer> {
    return this.keep.delete(caller, id);
  }
}
