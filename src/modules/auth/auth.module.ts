import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from '../../platform/clock';
import { AddressLimit, BytesInFlight, Strangers } from '../../platform/http';
import { EvidenceModule } from '../evidence';
import { ApiKey } from './api-key.entity';
import { ApiKeysController } from './api-keys.controller';
import { ApiKeysService } from './api-keys.service';
import { Callers } from './callers';
import { CreateApiKey } from './create-api-key';
import { DebugController } from './debug/debug.controller';
import { ExplainSignature } from './debug/explain-signature';
import { FindApiKeys } from './find-api-keys';
import { MeController } from './me.controller';
import { RevokeApiKey } from './revoke-api-key';
import { RotateApiKey } from './rotate-api-key';
import { SignedRequestGuard } from './signed-request.guard';
import { WhoAmI } from './who-am-i';

@Module({
  imports: [TypeOrmModule.forFeature([ApiKey]), EvidenceModule],
  controllers: [MeController, ApiKeysController, DebugController],
  providers: [
    ...[
      ApiKeysService,
      Callers,
      FindApiKeys,
      CreateApiKey,
      RotateApiKey,
      RevokeApiKey,
      WhoAmI,
      ExplainSignature,
      BytesInFlight,
    ],
    { provide: Strangers, useFactory: (clock: Clock) => new Strangers(new AddressLimit(clock)), inject: [Clock] },
    { provide: APP_GUARD, useClass: SignedRequestGuard },
  ],
  exports: [ApiKeysService, Callers],
})
export class AuthModule {}
