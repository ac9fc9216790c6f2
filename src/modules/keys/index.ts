export { KeysModule } from './keys.module';
export { KeysService, type DidHolder } from './keys.service';
