import type { Settings } from '../../platform/configuration';

/** Where the person with this token answers. */
export const linkAddress = ({ PUBLIC_URL }: Settings, token: string): string =>
  `${PUBLIC_URL.replace(/\/$/, '')}/link/${token}`;
