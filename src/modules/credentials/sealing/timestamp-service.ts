import type { Settings } from '../../../platform/configuration';
import type { TimestampService } from '../../documents';

/** The timestamp authority that the administrator has set; undefined where there is none. */
export const timestampService = ({ TIMESTAMP_URL, TIMESTAMP_CREDENTIALS }: Settings): TimestampService | undefined =>
  TIMESTAMP_URL === undefined ? undefined : { url: TIMESTAMP_URL, credentials: TIMESTAMP_CREDENTIALS };
