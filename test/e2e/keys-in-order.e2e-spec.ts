import { Person } from '../support/answering';
import { sql, type Created } from '../support/asking';
import { bundleOf } from '../support/bundle';
import { sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

/** jsonb would answer `bb`, `ccc`, `aaaa`. */
const VALUE = { ccc: 1, aaaa: { z: [{ y: 1, x: 2 }], b: null }, bb: 'two' };
const IN_ORDER = JSON.stringify(VALUE);
const ANOTHER_ORDER = { bb: 'two', aaaa: { b: null, z: [{ x: 2, y: 1 }] }, ccc: 1 };
const aFree = (value: object = VALUE, more: object = {}) => ({
  type: 'JSON',
  name: 'Transfer',
  data: [{ label: 'Order', type: 'object', value }],
  ...more,
});
const ask = async (body: object): Promise<Created> =>
  (await organization.asks({ contacts: ['ana@example.com'], ...body }).expect(201)).body as Created;
const get = (path: string) => organization.call('get', path).expect(200);
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;

async function accepted(body: object): Promise<{ asked: Created; person: Person; id: string }> {
  const asked = await ask(body);
  const person = await Person.inside(server, asked);
  const [{ id }] = asked.credentials;
  expect(await person.accepts(id)).toEqual({ kept: true });
  expect(await person.finishes()).toEqual({ finished: true });
  await sealed(organization, id);
  return { asked, person, id };
}

describe('A free JSON value', () => {
  it('is shown, answered, signed and bundled with its keys in the order in which it was asked', async () => {
    const asked = await ask({ credentials: [aFree()] });
    const person = await Person.inside(server, asked);
    expect(JSON.stringify((await person.sees()).items[0].data[0].value)).toBe(IN_ORDER);
    const { asked: decided, id } = await accepted({ credentials: [aFree(VALUE, { scope: 'payments.transfer' })] });
    for (const path of [`/v1/credential/${id}`, `/v1/request/${decided.id}`]) {
      const { text } = await get(path);
      expect(text.split(IN_ORDER).length).toBeGreaterThan(2); // what was asked, and the VC
    }
    const { credentialSubject } = (await bundleOf(organization, id)).json<Record<string, object>>('credential.json');
    expect(JSON.stringify(credentialSubject)).toContain(IN_ORDER);
    const mandates = await get(`/v1/via/mandates?did=${decided.subjects[0].did}`);
    expect(mandates.text).toContain(IN_ORDER);
    const [{ mandate_id: mandate }] = mandates.body as { mandate_id: string }[];
    expect((await get(`/v1/via/mandates/${mandate}/vc`)).text).toContain(IN_ORDER);
  });

  it('keeps it in what a person answered beside it', async () => {
    const form = {
      ...aFree(VALUE, { type: 'FORM' }),
      data: [
        { label: 'Order', type: 'object', value: VALUE },
        { label: 'Note', type: 'string' },
      ],
    };
    const { id } = await accepted({ credentials: [form] });
    const [{ answers }] = await sql<{ answers: unknown }>(
      server.database,
      'SELECT answers_in_order AS answers FROM decisions WHERE credential_id = $1',
      [id],
    );
    expect(JSON.stringify(answers)).toContain(IN_ORDER);
    expect((await get(`/v1/credential/${id}`)).text.split(IN_ORDER).length).toBeGreaterThan(2);
  });

  it('is the same thing in any order, for digests and duplicates', async () => {
    const asked = await ask({ credentials: [aFree(), aFree(ANOTHER_ORDER)] });
    expect(asked.credentials).toHaveLength(1);
    const other = await ask({ credentials: [aFree(ANOTHER_ORDER)] });
    const digests = await sql<{ digest: string }>(
      server.database,
      `SELECT DISTINCT encode(digest, 'hex') AS digest FROM credentials WHERE id = ANY($1)`,
      [[asked.credentials[0].id, other.credentials[0].id]],
    );
    expect(digests).toHaveLength(1);
  });

  it('keeps its order in the catalogue, and another order is a new version', async () => {
    const resource = await organization.call('post', '/v1/resource', aFree()).expect(201);
    const path = `/v1/resource/${idOf(resource)}`;
    expect(resource.text).toContain(IN_ORDER);
    expect((await get(path)).text).toContain(IN_ORDER);
    const [{ id }] = (await ask({ resourcesIds: [idOf(resource)] })).credentials;
    expect((await get(`/v1/credential/${id}`)).text).toContain(IN_ORDER);
    const put = (value: object) => organization.call('put', path, aFree(value)).expect(200);
    expect((await put(VALUE)).body).toMatchObject({ version: 1 });
    const moved = await put(ANOTHER_ORDER);
    expect(moved.body).toMatchObject({ version: 2 });
    expect(moved.text).toContain(JSON.stringify(ANOTHER_ORDER));
    expect((await get(`/v1/credential/${id}`)).text).toContain(IN_ORDER); // asked before
  });

  it('is shown sorted where it was stored before its order was kept, and stays what was agreed to', async () => {
    const asked = await ask({ credentials: [aFree()] });
    const [{ id }] = asked.credentials;
    await sql(server.database, 'UPDATE credentials SET data_in_order = NULL WHERE id = $1', [id]);
    expect((await get(`/v1/credential/${id}`)).text).toContain(
      '{"bb":"two","ccc":1,"aaaa":{"b":null,"z":[{"x":2,"y":1}]}}',
    );
    const person = await Person.inside(server, asked);
    await person.accepts(id);
    expect(await person.finishes()).toEqual({ finished: true });
  });

  it('is never kept in an order that is of something else', async () => {
    const [{ id }] = (await ask({ credentials: [aFree()] })).credentials;
    const change = `UPDATE credentials SET data_in_order = '[]' WHERE id = $1`;
    await expect(sql(server.database, change, [id])).rejects.toThrow('credentials_data_in_order_check');
  });
});
