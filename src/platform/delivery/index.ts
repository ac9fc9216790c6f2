export { MOST_ATTEMPTS, waitBeforeRetry } from './backoff';
export { DeliveryLoop, type DeliveryPace, type DeliveryQueue } from './delivery-loop';
export { DeliverySignal } from './delivery-signal';
export { DeliveryModule } from './delivery.module';
