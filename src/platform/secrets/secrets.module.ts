import { Global, Module } from '@nestjs/common';
import { Settings } from '../configuration';
import { Envelopes } from './envelopes';
import { MasterKey } from './master-key';
import { MatchKeys } from './match-keys';
import { OneTimeCodes } from './one-time-codes';

@Global()
@Module({
  providers: [
    { provide: MasterKey, inject: [Settings], useFactory: (settings: Settings) => new MasterKey(settings.MASTER_KEY) },
    Envelopes,
    MatchKeys,
    OneTimeCodes,
  ],
  exports: [Envelopes, MatchKeys, OneTimeCodes],
})
export class SecretsModule {}
