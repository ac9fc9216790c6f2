import { Global, Module } from '@nestjs/common';
import { DeliverySignal } from './delivery-signal';

@Global()
@Module({ providers: [DeliverySignal], exports: [DeliverySignal] })
export class DeliveryModule {}
