import { Global, Module } from '@nestjs/common';
import { Settings } from '../configuration';
import { Envelopes } from './envelopes';
import { MasterKey } from './master-key';
import { OneTimeCodes } from './one-time-codes';

@Global()
@Module({
  providers: [
    { provide: MasterKey, inject: [Settings], useFactory: (settings: Settings) => new MasterKey(settings.MASTER_KEY) },
    Envelopes,
    OneTimeCodes,
  ],
  exports: [Envelopes, OneTimeCodes],
})
export class SecretsModule {}
