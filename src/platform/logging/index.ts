export { loggingModule, withoutSecrets, type LoggedResponse } from './logging.module';
