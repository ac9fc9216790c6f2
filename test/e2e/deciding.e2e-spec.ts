import { aConsent, aDocument, aForm, aMandate, type Created } from '../support/asking';
import { Person, standingOf } from '../support/answering';
import { TestClock } from '../support/clock';
import { aPdf } from '../support/pdfs';
import { startServer, type TestOrganization, type TestServer } from '../support/server';
import { statementsOf } from '../support/statements';

const clock = new TestClock();
let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer({ clock, environment: { DELIVERY: 'off' } });
  organization = await server.organization();
});
afterAll(() => server.stop());

let people = 0;
const aPerson = () => `p${++people}@example.com`;
const ask = async (body: object = {}): Promise<Created> =>
  (await organization.asks({ contacts: [aPerson()], credentials: [aConsent()], ...body }).expect(201)).body as Created;
const inside = (created: Created) =>
  Promise.all(created.subjects.map((_, index) => Person.inside(server, created, index)));
const optional = <T extends object>(item: T) => ({ ...item, required: false });

const standing = (created: Created) => standingOf(server, created);

const BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT set_config('app.org_id', ?, true)";

describe('Finishing', () => {
  it('twice, ten times at once, from two browsers: decides once, and everybody is told the same', async () => {
    const created = await ask({ credentials: [aConsent(), aMandate()] });
    const [ana] = await inside(created);
    for (const { id } of created.credentials) await ana.accepts(id);
    const shown = await ana.looksOver();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => ana.finishes(shown)));
    expect(outcomes).toEqual(Array(10).fill({ finished: true }));
    expect(await ana.finishes()).toEqual({ finished: true });
    expect(await standing(created)).toEqual({
      request: 'COMPLETED',
      credentials: ['APPROVED', 'APPROVED'],
      subjects: ['DECIDED'],
      decisions: 2,
    });
    expect(await ana.rejects(created.credentials[0].id)).toEqual({ kept: false, reason: 'decided' });
  });

  it('keeps a reason with a reject; one required reject makes the request REJECTED', async () => {
    const created = await ask({ credentials: [aConsent(), optional(aMandate())] });
    const [ana] = await inside(created);
    const [consent, mandate] = created.credentials.map(({ id }) => id);
    await ana.rejects(consent, '  Too broad.\r\nSorry.  ');
    await ana.accepts(mandate);
    expect(await ana.finishes()).toEqual({ finished: true });
    expect(await standing(created)).toMatchObject({ request: 'REJECTED', credentials: ['REJECTED', 'APPROVED'] });
    expect((await ana.sees()).items[0].decision).toMatchObject({ action: 'REJECT', reason: 'Too broad.\nSorry.' });
  });

  it('may leave out what is optional, and nothing else', async () => {
    const created = await ask({ credentials: [aConsent(), optional(aMandate()), optional(aForm())] });
    const [ana] = await inside(created);
    const [consent, mandate] = created.credentials.map(({ id }) => id);
    expect(await ana.skips(consent)).toEqual({ kept: false, reason: 'required' });
    expect(await ana.skips(mandate)).toEqual({ kept: true });
    expect(await ana.finishes()).toEqual({ finished: false, reason: 'missing', credentialIds: [consent] });
    await ana.accepts(consent);
    expect(await ana.finishes()).toEqual({ finished: true });
    expect(await standing(created)).toMatchObject({
      request: 'COMPLETED',
      credentials: ['APPROVED', 'REVOKED/SKIPPED', 'REVOKED/SKIPPED'],
    });
  });

  it('takes as many statements for thirty documents of a hundred people as for one consent', async () => {
    const [small, large] = [
      await ask(),
      await ask({
        contacts: Array.from({ length: 100 }, aPerson),
        credentials: [...Array(10).fill(aDocument(aPdf().page().build())), ...Array(20).fill(aForm())],
        allowDuplicates: true,
      }),
    ];
    const steps = async (created: Created) => {
      const ana = await Person.inside(server, created);
      const answers = new Map([['0', ['aisle']]]);
      for (const { id } of created.credentials) await ana.accepts(id, { answers });
      await ana.sees();
      const looked = await statementsOf(() => ana.sees());
      return [looked, await statementsOf(async () => expect(await ana.finishes()).toEqual({ finished: true }))];
    };
    await steps(await ask());
    const [[smallLook, smallFinish], [largeLook, largeFinish]] = [await steps(small), await steps(large)];
    expect([...largeLook].sort()).toEqual([...smallLook].sort());
    // The first settles its request and closes what it asks, the second waits for 99 others: that is all the difference.
    const settling = [
      ...['answering.settle', 'credentials.close', 'evidence.append', 'webhooks.queue'],
      ...['mandates.grantable', 'mandates.grant'],
    ];
    // A document is read once more, to write down which of its pages could not be drawn wholly.
    const looking = [BEGIN_READ, 'documents.find', 'COMMIT'];
    expect([...largeFinish, ...settling].sort()).toEqual([...smallFinish, ...looking].sort());
    console.log(`statements of a look: ${largeLook.length}; of a finish: ${smallFinish.length}`);
    expect(await standing(large)).toMatchObject({ request: 'PENDING', decisions: 30 });
  });
});

describe('Several people', () => {
  it('approve together: the last accept does', async () => {
    const created = await ask({ contacts: [aPerson(), aPerson()] });
    const [ana, ben] = await inside(created);
    const [{ id }] = created.credentials;
    await Promise.all([ana.accepts(id), ben.accepts(id)]);
    await ana.finishes();
    expect(await standing(created)).toEqual({
      request: 'PENDING',
      credentials: ['PENDING'],
      subjects: ['DECIDED', 'VERIFIED'],
      decisions: 1,
    });
    await ben.finishes();
    expect(await standing(created)).toMatchObject({ request: 'COMPLETED', credentials: ['APPROVED'], decisions: 2 });
  });

  it('who finish at the same moment are both counted', async () => {
    for (let round = 0; round < 5; round++) {
      const created = await ask({ contacts: [aPerson(), aPerson(), aPerson()], credentials: [aConsent(), aMandate()] });
      const everybody = await inside(created);
      for (const person of everybody) for (const { id } of created.credentials) await person.accepts(id);
      const outcomes = await Promise.all(everybody.map((person) => person.finishes()));
      expect(outcomes).toEqual(Array(3).fill({ finished: true }));
      expect(await standing(created)).toMatchObject({ request: 'COMPLETED', decisions: 6 });
    }
  });

  it('are bound by the first reject: what it closed nobody decides any more', async () => {
    const created = await ask({ contacts: [aPerson(), aPerson()], credentials: [aConsent(), aMandate()] });
    const [ana, ben] = await inside(created);
    const [consent, mandate] = created.credentials.map(({ id }) => id);
    await ben.accepts(consent);
    await ana.rejects(consent);
    await ana.accepts(mandate);
    await ana.finishes();
    expect((await ben.sees()).items[0]).toMatchObject({ status: 'REJECTED', draft: null, decision: null });
    expect(await ben.accepts(consent)).toEqual({ kept: false, reason: 'closed' });
    await ben.accepts(mandate);
    expect(await ben.finishes()).toEqual({ finished: true });
    expect(await standing(created)).toEqual({
      request: 'REJECTED',
      credentials: ['REJECTED', 'APPROVED'],
      subjects: ['DECIDED', 'DECIDED'],
      decisions: 3,
    });
  });

  it('who are one person with two contacts decide once, through either', async () => {
    const [first, second] = [aPerson(), aPerson()];
    await ask({ contacts: [first] });
    await organization.call('post', '/v1/user/contact', { contact: first, newContact: second }).expect(200);
    const created = await ask({ contacts: [first, second] });
    expect(created.subjects[0].did).toBe(created.subjects[1].did);
    const [here, there] = await inside(created);
    await here.accepts(created.credentials[0].id);
    await there.rejects(created.credentials[0].id);
    const outcomes = await Promise.all([here.finishes(), there.finishes()]);
    // Who comes second is told that something else had been decided than the own last look showed.
    expect(outcomes).toContainEqual({ finished: true });
    expect(outcomes).toContainEqual({ finished: true, otherwise: true });
    const after = await standing(created);
    expect(after).toMatchObject({ subjects: ['DECIDED', 'DECIDED'], decisions: 1 });
    expect(['COMPLETED', 'REJECTED']).toContain(after.request);
    for (const person of [here, there]) expect(await person.sees()).toMatchObject({ finished: true });
  });
});

it('What another organization asks is unknown here', async () => {
  const other = await server.organization();
  const theirs = (await other.asks({ contacts: [aPerson()], credentials: [aConsent()] })).body as Created;
  const [ana] = await inside(await ask());
  expect(await ana.accepts(theirs.credentials[0].id)).toEqual({ kept: false, reason: 'unknown' });
  expect(await ana.withdraws(theirs.credentials[0].id)).toEqual({ withdrawn: false, reason: 'unknown' });
  expect(await ana.downloads(theirs.credentials[0].id)).toBeNull();
});
