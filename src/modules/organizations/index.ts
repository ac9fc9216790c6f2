export { Organization } from './organization.entity';
export { CODE_DELIVERIES, OrganizationSettings, type CodeDelivery } from './organization-settings';
export { OrganizationsModule } from './organizations.module';
export { OrganizationsService } from './organizations.service';
export { logoOf, type Logo } from './picture';
