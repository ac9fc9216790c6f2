export { Organization } from './organization.entity';
export { CODE_DELIVERIES, OrganizationSettings, type CodeDelivery } from './organization-settings';
export { OrganizationsModule } from './organizations.module';
export { OrganizationsService } from './organizations.service';
export { pictureOf, type Logo } from './picture';
