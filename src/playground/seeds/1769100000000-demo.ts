import { join } from 'node:path';
import { consent, document, form, group, json, organization } from '../../../migrations/seeds/support';
import * as catalogue from './demo-catalogue';
import { DemoSeed } from './demo-seed';

/** The playground's demo organization and what it can ask for. */
export class Demo1769100000000 extends DemoSeed {
  override readonly folder = join(__dirname, 'files');

  readonly declares = [
    organization(catalogue.demoOrganization),
    document('identity-document', catalogue.identityDocument),
    document('mutual-nda', catalogue.mutualNda),
    consent('privacy', catalogue.privacyConsent),
    form('traveller-onboarding', catalogue.travellerOnboarding),
    json('hotel-mandate', catalogue.hotelMandate),
    group('identity', catalogue.identityGroup),
    group('new-traveller', catalogue.newTravellerGroup),
    group('supplier-onboarding', catalogue.supplierGroup),
    group('everything', catalogue.everythingGroup),
  ];
}
