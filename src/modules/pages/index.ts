export { PagesModule } from './pages.module';
export { undecodableLink } from './undecodable-link';
