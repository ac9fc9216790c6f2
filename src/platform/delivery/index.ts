export { MOST_ATTEMPTS, waitBeforeRetry } from './backoff';
export {
  COUNTED_WAITING,
  DeliveryLoop,
  type DeliveryPace,
  type DeliveryQueue,
  type WaitingWork,
} from './delivery-loop';
export { DeliverySignal } from './delivery-signal';
export { measureQueue } from './measure-queue';
export { DeliveryModule } from './delivery.module';
