import { DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { Settings } from './configuration';
import { DatabaseModule } from './database';
import { DeliveryModule } from './delivery';
import { HealthChecks, HealthController } from './health';
import { loggingModule } from './logging';
import { MetricsModule } from './metrics';
import { OpenInternet } from './outbound';
import { SecretsModule } from './secrets';
import { WritesModule } from './writes';

/** What every module stands on. It knows nothing of requests. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        loggingModule(settings.LOG_LEVEL),
        DatabaseModule,
        SecretsModule,
        WritesModule,
        DeliveryModule,
        MetricsModule,
      ],
      controllers: [HealthController],
      providers: [{ provide: Settings, useValue: settings }, Clock, HealthChecks, OpenInternet],
      exports: [Settings, Clock, HealthChecks, OpenInternet],
    };
  }
}
