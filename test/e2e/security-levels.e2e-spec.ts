import { aConsent, rowCounts, type Refused } from '../support/asking';
import { startServer, type TestServer } from '../support/server';

const ask = (securityLevel: string) => ({ contacts: ['ana@example.com'], credentials: [aConsent()], securityLevel });
const serving = async (playground: boolean, work: (server: TestServer) => Promise<void>): Promise<void> => {
  const server = await startServer({ playground, environment: { DELIVERY: 'off' } });
  await work(server);
  await server.stop();
};

describe('A security level', () => {
  it('is accepted where something can serve it: outside the playground, contacts and identities on file', () =>
    serving(false, async (server) => {
      const organization = await server.organization();
      for (const level of ['CONTACT', 'ORGANIZATION_KYC']) await organization.asks(ask(level)).expect(201);
      const before = await rowCounts(server.database);
      for (const level of ['HUMANOS_KYC', 'HUMANOS_REVALIDATION']) {
        const { code, errors } = (await organization.asks(ask(level)).expect(400)).body as Refused;
        expect(code).toBe('security_level_unavailable');
        expect(errors.map(({ field }) => field)).toEqual(['securityLevel']);
        expect(errors[0].message).toContain('Use CONTACT or ORGANIZATION_KYC');
      }
      expect(await rowCounts(server.database)).toEqual(before);
    }));

  it('is accepted in the playground, whichever it is', () =>
    serving(true, async (server) => {
      const organization = await server.organization();
      for (const level of ['CONTACT', 'ORGANIZATION_KYC', 'HUMANOS_KYC', 'HUMANOS_REVALIDATION'])
        await organization.asks(ask(level)).expect(201);
    }));

  it.each(['contact', '', 'NONE'])('is never %j', (level) =>
    serving(true, async (server) => {
      const { code } = (await (await server.organization()).asks(ask(level)).expect(400)).body as Refused;
      expect(code).toBe('validation_failed');
    }),
  );
});
