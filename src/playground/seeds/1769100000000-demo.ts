import { join } from 'node:path';
import {
  consent,
  document,
  form,
  group,
  json,
  organization,
  Seed,
  SeedRefused,
  type CheckedSeed,
} from '../../../migrations/seeds/support';
import * as catalogue from './demo-catalogue';

/** The playground's demo organization and what it can ask for. */
export class Demo1769100000000 extends Seed {
  readonly organization = catalogue.DEMO_SLUG;
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

  /** Never in production, whoever calls it: the demo organization hands every code to whoever asks. */
  override async check(): Promise<CheckedSeed> {
    if (process.env.NODE_ENV === 'production') {
      throw new SeedRefused([`${this.constructor.name}: the demo catalogue does not exist in production`]);
    }
    return super.check();
  }

  /** The playground has its own first words. */
  protected override say(): void {}
}
