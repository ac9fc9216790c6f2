import type { WithTestServer } from './global-setup';

export default async function tearDown(): Promise<void> {
  await (globalThis as WithTestServer).stopTestServer?.();
}
