import { Module } from '@nestjs/common';
import { CredentialsService } from './credentials.service';
import { MandateSeal } from './mandates/mandate-seal';
import { MandatesController } from './mandates/mandates.controller';
import { MandatesService } from './mandates/mandates.service';
import { ReadMandates } from './mandates/read-mandates';

@Module({
  controllers: [MandatesController],
  providers: [CredentialsService, MandatesService, MandateSeal, ReadMandates],
  exports: [CredentialsService, MandatesService, MandateSeal],
})
export class CredentialsModule {}
