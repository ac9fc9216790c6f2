export { VcApiModule } from './vc-api.module';
