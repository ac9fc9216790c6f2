import type { Browser } from 'playwright-core';
import { openBrowser } from './browser';
import { startServer, type TestOrganization, type TestServer } from './server';

/** Chromium, a server that delivers nothing, and an organization of it with a colour: what a suite of pages stands on. */
export interface InABrowser {
  server: TestServer;
  browser: Browser;
  organization: TestOrganization;
}

/** They are there from before the first test of the suite that calls this until after its last. */
export function inABrowser(): InABrowser {
  const here = {} as InABrowser;
  beforeAll(async () => {
    [here.server, here.browser] = await Promise.all([startServer({ environment: { DELIVERY: 'off' } }), openBrowser()]);
    here.organization = await here.server.organization({ name: 'Meridian Travel, Lda.', colour: '#1f5f6b' });
  });
  afterAll(async () => {
    await here.browser.close();
    await here.server.stop();
  });
  return here;
}
