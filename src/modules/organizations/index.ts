export { Organization } from './organization.entity';
export {
  CODE_DELIVERIES,
  DOCUMENT_CHANGE_POLICIES,
  OrganizationSettings,
  type CodeDelivery,
  type DocumentChangePolicy,
} from './organization-settings';
export { OrganizationsModule } from './organizations.module';
export { OrganizationsService } from './organizations.service';
export { logoOf, type Logo } from './picture';
