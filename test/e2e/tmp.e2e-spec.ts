import { aConsent, aDocument, sql } from '../support/asking';
import { pdfs } from '../support/pdfs';
import { startServer } from '../support/server';

it('explores', async () => {
  const server = await startServer();
  const org = await server.organization();
  const good = { contacts: ['ana@example.com'], credentials: [aConsent()] };
  const json = (data: object) => ({ ...good, credentials: [{ type: 'JSON', name: 'x', data: [data] }] });
  const place = { contact: 'ana@example.com', inlineCredentialIndex: 0, pageIndex: 0, x: 1, y: 1, width: 10, height: 10 };
  const onDoc = (p: object) => ({ ...good, credentials: [aDocument(pdfs.a4())], signaturePlacements: [{ ...place, ...p }] });
  const bodies: [string, unknown][] = [
    ['credentials [null]', { ...good, credentials: [null] }],
    ['credentials [[c]]', { ...good, credentials: [[aConsent()]] }],
    ['credentials [x]', { ...good, credentials: ['x'] }],
    ['credentials {0:c}', { ...good, credentials: { 0: aConsent() } }],
    ['data [null]', { ...good, credentials: [{ ...aConsent(), data: [null] }] }],
    ['data [[f]]', { ...good, credentials: [{ ...aConsent(), data: [aConsent().data] }] }],
    ['fields [null]', json({ label: 'a', type: 'object', value: {}, fields: [null] })],
    ['fields null', json({ label: 'a', type: 'object', value: {}, fields: null })],
    ['placements [null]', { ...good, signaturePlacements: [null] }],
    ['placements [[p]]', { ...good, signaturePlacements: [[place]] }],
    ['placement type null', onDoc({ type: null })],
    ['placement unit null', onDoc({ unit: null })],
    ['placement resourceId null', onDoc({ resourceId: null })],
    ['x 1e308', onDoc({ x: 1e308 })],
    ['width 1e308', onDoc({ width: 1e308 })],
    ['pageIndex 1e15', onDoc({ pageIndex: 1e15 })],
    ['inline index 999', onDoc({ inlineCredentialIndex: 998 })],
    ['required null', { ...good, credentials: [{ ...aConsent(), required: null }] }],
    ['credential nulls', { ...good, credentials: [{ ...aConsent(), scope: null, internalId: null, description: null, validFrom: null, validUntil: null }] }],
    ['securityLevel null', { ...good, securityLevel: null }],
    ['top nulls', { ...good, name: null, allowDuplicates: null, groupIds: null, resourcesIds: null, signaturePlacements: null, language: null, redirectUrl: null, internalId: null, expiresAt: null }],
    ['hidden null', json({ label: 'a', type: 'string', value: 'x', hidden: null })],
    ['required null field', json({ label: 'a', type: 'string', value: 'x', required: null })],
    ['options null', json({ label: 'a', type: 'string', value: 'x', options: null })],
    ['options objects', { ...good, credentials: [{ type: 'FORM', name: 'x', data: [{ label: 'a', type: 'string', options: [{ a: 1 }, [1], null] }] }] }],
    ['value constructor', json({ label: 'a', type: 'object', value: { constructor: 1 } })],
    ['value constructor nested', json({ label: 'a', type: 'array', value: [{ a: { constructor: { prototype: 1 } } }] })],
    ['value toString', json({ label: 'a', type: 'object', value: { toString: 'x', valueOf: 1, hasOwnProperty: 2, a: 1, isPrototypeOf: 'p', then: 'x', length: 3, size: 2 } })],
    ['ignored constructor', { ...good, pubKey: { constructor: 1 } }],
    ['top constructor', { ...good, constructor: 1 }],
    ['credential constructor', { ...good, credentials: [{ ...aConsent(), constructor: 1 }] }],
    ['top toString', { ...good, toString: 1 }],
    ['big array top', [good]],
    ['empty obj', {}],
    ['number', 5],
    ['contacts obj', { ...good, contacts: { 0: 'a@b.co', length: 1 } }],
    ['contacts nested', { ...good, contacts: [['a@b.co']] }],
    ['numbers', json({ label: 'a', type: 'array', value: [1e300, -0, 5e-324, 1.5, 1e21, 0.1] })],
    ['big exp', json({ label: 'a', type: 'number', value: 1.7976931348623157e308 })],
    ['validFrom year 0', { ...good, credentials: [{ ...aConsent(), validFrom: '0000-01-01' }] }],
    ['validFrom year', { ...good, credentials: [{ ...aConsent(), validFrom: '2026' }] }],
    ['validFrom basic', { ...good, credentials: [{ ...aConsent(), validFrom: '20260101T000000Z' }] }],
    ['validFrom neg', { ...good, credentials: [{ ...aConsent(), validFrom: '-0044-03-15' }] }],
    ['validFrom +', { ...good, credentials: [{ ...aConsent(), validFrom: '+2026-03-15' }] }],
    ['expires space', { ...good, expiresAt: '2099-01-01 00:00' }],
    ['expires offset', { ...good, expiresAt: '2099-01-01T00:00:00+99:99' }],
    ['expires week', { ...good, expiresAt: '2099-W01-1' }],
    ['name emoji', { ...good, name: '👩‍👩‍👧‍👧'.repeat(18) }],
    ['label NUL key', json({ label: 'a', type: 'object', value: { 'a\0': 1 } })],
    ['quoted email', { ...good, contacts: ['"a"@example.com'] }],
    ['redirect', { ...good, redirectUrl: 'https:example.com' }],
    ['redirect IDN', { ...good, redirectUrl: 'https://exämple.com/ä' }],
    ['type array', { ...good, credentials: [{ ...aConsent(), type: ['CONSENT'] }] }],
    ['type obj', { ...good, securityLevel: { a: 1 } }],
    ['pdf in json', json({ label: 'p', type: 'pdf', value: pdfs.a4().toString('base64') })],
    ['date value type', json({ label: 'p', type: 'date', value: '2026-01-01T00:00:00Z' })],
    ['fields deep', json({ label: 'p', type: 'object', fields: [{ label: 'q', type: 'string', value: 'a', colour: 1 }] })],
    ['data url', json({ label: 'u', type: 'url', value: 'https://a b' })],
    ['empty text', { ...good, credentials: [{ ...aConsent(), data: [{ label: 'text', type: 'string', value: ' ' }] }] }],
    ['same pdf 2', { ...good, credentials: [aDocument(pdfs.a4(), 'a'), aDocument(pdfs.a4(), 'b')] }],
  ];
  for (const [what, body] of bodies) {
    const a = await org.call('post', '/v1/request', body);
    const b = a.body as { code?: string; errors?: unknown; message?: unknown };
    console.log(what, a.status, b.code ?? '', JSON.stringify(b.errors ?? '').slice(0, 300), a.status >= 500 ? JSON.stringify(b.message) : '');
  }
  console.log(JSON.stringify(await sql(server.database, `SELECT data FROM credentials WHERE type = 'JSON'`)));
  await server.stop();
});
