import { Seed, SeedRefused, type CheckedSeed } from '../../../migrations/seeds/support';
import { DEMO_SLUG } from './demo-catalogue';

/** What every seed of the playground is: for the demo organization, and never in production. */
export abstract class DemoSeed extends Seed {
  readonly organization = DEMO_SLUG;

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
