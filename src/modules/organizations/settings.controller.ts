import { Body, Controller, Get, Patch, UseInterceptors } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database';
import {
  CurrentOrganization,
  RequiresSignatureVersion2,
  type Answer,
  type CallingOrganization,
} from '../../platform/http';
import { CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { ChangeSettings } from './change-settings';
import { ChangeSettingsDto, settingsView, type SettingsView } from './dto/settings.dto';
import { OrganizationsService } from './organizations.service';
import { DescribeChangeSettings, DescribeSettings } from './settings.openapi';

@Controller('v1/me/settings')
export class SettingsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organizations: OrganizationsService,
    private readonly changeSettings: ChangeSettings,
  ) {}

  @Get()
  @DescribeSettings()
  async read(@CurrentOrganization() { id }: CallingOrganization): Promise<SettingsView> {
    return settingsView(await this.unitOfWork.read(id, (tx) => this.organizations.get(tx, id)));
  }

  @Patch()
  @RequiresSignatureVersion2()
  @UseInterceptors(WriteGate)
  @DescribeChangeSettings()
  change(
    @CurrentOrganization() { id }: CallingOrganization,
    @Body() dto: ChangeSettingsDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.changeSettings.execute(id, dto, attempt);
  }
}
