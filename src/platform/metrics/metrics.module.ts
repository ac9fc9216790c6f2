import { Global, MiddlewareConsumer, Module, NestModule } from '@nestjs/common';
import { CallTimer, Metrics } from './metrics';
import { MetricsPort } from './metrics-port';
import { MetricsController } from './metrics.controller';

@Global()
@Module({ controllers: [MetricsController], providers: [Metrics, MetricsPort], exports: [Metrics] })
export class MetricsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(CallTimer).forRoutes('{*path}');
  }
}
