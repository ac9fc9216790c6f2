import { idsOf, kindOf, nobodys } from '../support/api-ids';
import { bodiesOf } from '../support/journey';
import { isPublic, operations, parametersOf, type Callable } from '../support/openapi-document';
import { startServer, type TestOrganization, type TestServer } from '../support/server';

/** What each role may call. Written out by hand: a new operation is for ADMIN until it is named here. */
const READING = [
  ...['whoAmI', 'explainSignature', 'listRequests', 'getRequest', 'getCredential', 'downloadEvidence'],
  ...['downloadDocument', 'verifyCredential', 'listMandates', 'findMandate', 'findMandateCredential', 'findUser'],
  ...['listResources', 'getResource', 'listGroups', 'getGroup', 'listEvents'],
];
const ASKING = [
  ...['createRequest', 'cancelRequest', 'resendCode', 'returnCode', 'checkPlacements', 'importUsers', 'addContact'],
  ...['presentCredential', 'revokeCredential'],
  ...['authorizeUnderMandate', 'commitUnderMandate', 'refundUnderMandate'],
  ...['listWebhooks', 'createWebhook', 'getWebhook', 'changeWebhook', 'deleteWebhook', 'testWebhook', 'replayWebhook'],
  ...['listDeliveries', 'getDelivery', 'replayDelivery'],
];
const GUARDED = operations.filter((one) => !isPublic(one));

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** With a key of this role, about ids that nobody has: nothing is changed, whatever the answer. */
function call(one: Callable, caller: TestOrganization) {
  const path = parametersOf(one, 'path').reduce(
    (url, parameter) => url.replace(`{${parameter.name}}`, encodeURIComponent(nobodys(kindOf(one, parameter)!))),
    one.path,
  );
  const [{ body, type } = { body: undefined, type: 'application/json' }] = bodiesOf(one);
  return caller.call(one.method, path, body, { version: 2, headers: { 'Content-Type': type } });
}

describe.each([
  ['READ', READING],
  ['ASK', [...READING, ...ASKING]],
] as const)('A key with the role %s', (role, allowed) => {
  it('may call what its role is for, and nothing else', async () => {
    const caller = await server.organization({ key: { role } });
    const answers = new Map<string, string>();
    for (const one of GUARDED) answers.set(one.operation.operationId, (await call(one, caller)).body?.code as string);
    const refused = [...answers].filter(([, code]) => code === 'role_too_weak').map(([id]) => id);
    const others = GUARDED.map(({ operation }) => operation.operationId).filter((id) => !allowed.includes(id));
    expect(refused.sort()).toEqual(others.sort());
  });

  it('is told which role a call takes', async () => {
    const caller = await server.organization({ key: { role } });
    const { body } = await caller.call('get', '/v1/api-keys').expect(403);
    expect(body.detail).toBe(
      `This call takes a key with the role ADMIN, and this one has ${role}. GET /v1/me tells what a key may do.`,
    );
    expect((await caller.call('get', '/v1/me').expect(200)).body).toMatchObject({ key: { role } });
    expect((await caller.call('get', '/v1/nothing').expect(404)).body).toMatchObject({ code: 'not_found' });
  });
});

describe('The document', () => {
  it('says 403 wherever a role may be too weak', () => {
    const weak = GUARDED.filter(({ operation: { operationId } }) => !READING.includes(operationId));
    const silent = weak.filter(({ operation }) => !('403' in operation.responses)).map(({ name }) => name);
    expect(silent).toEqual([]);
  });
});

describe('The signature versions that an organization wants', () => {
  const ENDING = ['cancelRequest', 'revokeCredential', 'deleteResource', 'deleteGroup'];
  const named = (id: string) => GUARDED.find(({ operation }) => operation.operationId === id)!;
  const byVersion = async (one: Callable, caller: TestOrganization, version: 1 | 2) => {
    const ids = await idsOf(server, await server.organization());
    const path = parametersOf(one, 'path').reduce(
      (url, parameter) => url.replace(`{${parameter.name}}`, ids[kindOf(one, parameter)!]),
      one.path,
    );
    return (await caller.call(one.method, path, undefined, { version })).body?.code as string;
  };

  it.each(ENDING)('hold for %s, which ends something for good', async (id) => {
    const caller = await server.organization();
    expect(await byVersion(named(id), caller, 1)).toBe('not_found');
    const strict = await server.organization({ finalSignatureVersion: 2 });
    expect(await byVersion(named(id), strict, 1)).toBe('signature_version_required');
    expect(await byVersion(named(id), strict, 2)).toBe('not_found');
    await strict.call('get', '/v1/request').expect(200);
  });

  it('hold for every call, whatever the key says, and for keys that sign nothing', async () => {
    const strict = await server.organization({ minSignatureVersion: 2 });
    expect((await strict.call('get', '/v1/request').expect(401)).body).toMatchObject({
      code: 'signature_version_required',
      detail: 'Every call for this organization must sign with X-Signature-Version: 2',
    });
    await strict.call('get', '/v1/request', undefined, { version: 2 }).expect(200);
    const trusting = await server.organization({ minSignatureVersion: 2, key: { requireSignature: false } });
    const bare = await fetch(`${server.url}/v1/request`, { headers: { authorization: `Bearer ${trusting.key.key}` } });
    expect(await bare.json()).toMatchObject({ statusCode: 401, code: 'signature_version_required' });
  });

  it('are set by the organization itself, from the next call on', async () => {
    const organization = await server.organization();
    const settings = { minSignatureVersion: 2, finalSignatureVersion: 2 };
    const { body } = await organization.call('patch', '/v1/me/settings', settings, { version: 2 }).expect(200);
    expect(body).toMatchObject(settings);
    await organization.call('get', '/v1/me').expect(401);
    await organization.call('patch', '/v1/me/settings', { minSignatureVersion: 3 }, { version: 2 }).expect(400);
  });
});
