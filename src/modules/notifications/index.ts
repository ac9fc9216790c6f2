export type { CapturedMessage } from './channels/captured-message';
export type { FreshCode, Letterhead, MessageFate, NewMessage } from './message';
export { resolveLanguage } from './messages';
export { NotificationsModule } from './notifications.module';
export { NotificationsService } from './notifications.service';
