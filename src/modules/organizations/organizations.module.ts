import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KeysModule } from '../keys';
import { ChangeSettings } from './change-settings';
import { Organization } from './organization.entity';
import { OrganizationsService } from './organizations.service';
import { SettingsController } from './settings.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Organization]), KeysModule],
  controllers: [SettingsController],
  providers: [OrganizationsService, ChangeSettings],
  exports: [OrganizationsService],
})
export class OrganizationsModule {}
