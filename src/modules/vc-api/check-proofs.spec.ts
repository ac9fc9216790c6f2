import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clock } from '../../platform/clock';
import type { JsonObject } from '../keys';
import { CheckProofs } from './check-proofs';
import { JsonLd } from './json-ld/json-ld';

const read = (name: string): JsonObject =>
  JSON.parse(readFileSync(join(__dirname, '../../../test/fixtures/eddsa-jcs-2022', name), 'utf8')) as JsonObject;

/** VC Data Integrity EdDSA 1.0, B.1: the hashes of the canonical proof options and of the canonical document. */
const PUBLISHED =
  'bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0' +
  '517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017';

describe('What eddsa-rdfc-2022 signs', () => {
  const jsonLd = new JsonLd();
  afterAll(() => jsonLd.onModuleDestroy());
  const hash = (options: JsonObject, document: JsonObject) =>
    new CheckProofs(jsonLd, new Clock()).byJsonOrMeaning['eddsa-rdfc-2022'](options, document);

  it('is what the standard publishes for its example', async () => {
    const options = { ...read('proofConfigJCS.json'), cryptosuite: 'eddsa-rdfc-2022' };
    const signed = await hash(options, read('unsigned.json'));
    expect(signed.toString('hex')).toBe(PUBLISHED);
  });

  it('is refused for a document that JSON-LD cannot tell the meaning of', async () => {
    await expect(hash(read('proofConfigJCS.json'), { ...read('unsigned.json'), '@context': [] })).rejects.toThrow();
  });
});
