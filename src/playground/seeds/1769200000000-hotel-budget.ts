import { json } from '../../../migrations/seeds/support';
import { hotelMandateWithBudget } from './demo-catalogue';
import { DemoSeed } from './demo-seed';

/** The hotel mandate gets a budget: whoever asks from now on asks for that version. */
export class HotelBudget1769200000000 extends DemoSeed {
  readonly declares = [json('hotel-mandate', hotelMandateWithBudget)];
}
