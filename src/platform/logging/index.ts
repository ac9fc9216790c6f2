export { loggingModule, withoutSecrets } from './logging.module';
