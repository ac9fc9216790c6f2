import { aMandate, rowCounts, type Refused } from '../support/asking';
import { jsonBodyOf, operations, type Method } from '../support/openapi-document';
import { approved, sealed } from '../support/proving';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/** Says what is wrong with a body instead of refusing it. */
const EXPLAINS = '/v1/debug/signature';
const writes = operations.filter((each) => each.path.startsWith('/v1/') && jsonBodyOf(each) && each.path !== EXPLAINS);

let server: TestServer;
let organization: TestOrganization;
beforeAll(async () => {
  server = await startServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

const refusal = async (path: string, body: string, method: Method = 'post') => {
  const answer = await organization.call(method, path, body, { version: 2 });
  const { code, errors } = answer.body as Refused;
  return { status: answer.status, code, errors };
};
const refusedFor = (field: string, message: string) => ({
  ...{ status: 400, code: 'validation_failed' },
  errors: [{ field, message: `${field} ${message}` }],
});
const TWICE = 'is there twice';
const INEXACT = 'has more digits than a number can carry exactly: send it as a string';

describe('A body that could mean two things is a 400 that names the place and changes nothing', () => {
  it.each(writes)('$method $path', async ({ method, path }) => {
    const before = await rowCounts(server.database);
    const at = path.replaceAll(/{[^}]+}/g, '507f1f77bcf86cd799439011');
    expect(await refusal(at, '{"a":[{"b":1,"\\u0062":2}]}', method)).toEqual(refusedFor('a[0].b', TWICE));
    expect(await refusal(at, '{"a":{"b":900719925474099.01}}', method)).toEqual(refusedFor('a.b', INEXACT));
    expect(await rowCounts(server.database)).toEqual(before);
  });

  it('is explained where the signature is', async () => {
    const { body } = await organization.call('post', EXPLAINS, '{"a":1,"a":2}').expect(200);
    const failed = { check: 'body', result: 'fail', code: 'validation_failed', message: `a ${TWICE}` };
    expect((body as { checks: object[] }).checks).toContainEqual(failed);
  });

  it('is no way around what was approved, nor around what a checker without us refuses', async () => {
    const data = [{ label: 'Account', type: 'number', value: 900719925474099, rule: 'EQUAL' }];
    const { id } = (await approved(server, organization, { credentials: [{ ...aMandate(), data }] })).credentials[0];
    const credential = JSON.stringify((await sealed(organization, id)).w3cCredential);
    const verify = (account: string, text = credential) =>
      refusal('/v1/credential/verify', `{"credential":${text},"executionParams":{"Account":${account}}}`);
    expect(await verify('900719925474099')).toMatchObject({ status: 200 });
    expect(await verify('9007199254740990e-1')).toMatchObject({ status: 200 });
    expect(await verify('900719925474098.9')).toMatchObject({ status: 403 });
    expect(await verify('900719925474099.01')).toEqual(refusedFor('executionParams.Account', INEXACT));
    expect(await verify('1,"Account":900719925474099')).toEqual(refusedFor('executionParams.Account', TWICE));
    const renamed = credential.replace('"issuer":', '"issue\\u0072":"did:web:somebody.else","issuer":');
    expect(await verify('900719925474099', renamed)).toEqual(refusedFor('credential.issuer', TWICE));
  });

  it('takes what is carried exactly, however it is spelled', async () => {
    const value = (written: string) => `{"label":"N","type":"number","value":${written}}`;
    const numbers = ['0.1', '1.50', '1e2', '-0', '0.30000000000000004', '100.00000000000000000000'].map(value);
    const credential = `{"type":"JSON","name":"N","data":[${numbers.join()}]}`;
    await organization
      .call('post', '/v1/request', `{"contacts":["ana@example.com"],"credentials":[${credential}]}`)
      .expect(201);
  });
});
