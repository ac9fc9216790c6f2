export type { CapturedMessage } from './channels/captured-message';
export { channelOf } from './message';
export type { FreshCode, LeavingMessage, Letterhead, MessageFate, NewMessage } from './message';
export { NotificationsModule } from './notifications.module';
export { NotificationsService } from './notifications.service';
