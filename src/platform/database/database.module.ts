import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '../configuration';
import { databaseOptions } from './data-source';
import { DatabaseCheck } from './database-check';
import { PoolMetrics } from './pool-metrics';
import { UnitOfWork } from './unit-of-work';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => ({
        ...databaseOptions({ url: settings.DATABASE_URL, pool: settings.DATABASE_POOL }),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [UnitOfWork, DatabaseCheck, PoolMetrics],
  exports: [UnitOfWork],
})
export class DatabaseModule {}
