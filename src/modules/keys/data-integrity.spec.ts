import { base58 } from '@scure/base';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashData, secure } from './data-integrity';
import { decodeMultikey, encodeMultikey } from './multikey';
import type { SecuredDocument, UnsecuredDocument } from './secured-document';

const read = (name: string): string =>
  readFileSync(join(__dirname, '../../../test/fixtures/eddsa-jcs-2022', name), 'utf8');
const json = <T>(name: string): T => JSON.parse(read(name)) as T;

const unsigned = json<UnsecuredDocument>('unsigned.json');
const signed = json<SecuredDocument>('signedJCS.json');
const pair = json<{ publicKeyMultibase: string; privateKeyMultibase: string }>('keyPair.json');

/** The published private key: `z`, multicodec 0x1300, 32 bytes. */
const key = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    base58.decode(pair.privateKeyMultibase.slice(1)).subarray(2),
  ]),
  format: 'der',
  type: 'pkcs8',
});

const vector = {
  verificationMethod: signed.proof.verificationMethod,
  key,
  created: new Date('2023-02-24T23:36:38Z'),
  proofPurpose: 'assertionMethod' as const,
};

describe('The published vectors of eddsa-jcs-2022', () => {
  it('are met hash by hash', () => {
    const hashes = hashData(json('proofConfigJCS.json'), unsigned).toString('hex');
    expect(hashes).toBe(read('combinedHashJCS.txt').trim());
    expect(hashes).toBe(read('proofHashJCS.txt').trim() + read('docHashJCS.txt').trim());
  });

  it('are met by the signature and by the whole secured document, byte for byte', () => {
    const secured = secure(unsigned, vector);
    expect(secured.proof.proofValue).toBe(read('sigBTC58JCS.txt').trim());
    expect(Buffer.from(base58.decode(secured.proof.proofValue.slice(1))).toString('hex')).toBe(
      read('sigHexJCS.txt').trim(),
    );
    expect(JSON.stringify(secured)).toBe(JSON.stringify(signed));
  });

  it('are met by the form of the public key', () => {
    expect(encodeMultikey(decodeMultikey(pair.publicKeyMultibase)!)).toBe(pair.publicKeyMultibase);
  });
});

describe('Securing', () => {
  it('leaves the document as it was, and puts domain and challenge under the signature', () => {
    const before = JSON.stringify(unsigned);
    const secured = secure(unsigned, { ...vector, domain: 'shop.example', challenge: 'c1' });
    expect(JSON.stringify(unsigned)).toBe(before);
    expect(secured.proof).toMatchObject({ domain: 'shop.example', challenge: 'c1' });
    expect(secured.proof.proofValue).not.toBe(signed.proof.proofValue);
  });

  it('refuses what JSON cannot hold', () => {
    expect(() => secure({ ...unsigned, height: NaN }, vector)).toThrow();
  });
});

describe('A Multikey', () => {
  it.each([
    ['another base', `m${pair.publicKeyMultibase.slice(1)}`],
    ['letters that base58 has not', 'z6Mk0OIl'],
    ['a private key', pair.privateKeyMultibase],
    ['a byte less', `z${base58.encode(base58.decode(pair.publicKeyMultibase.slice(1)).subarray(0, 33))}`],
    ['nothing', ''],
    ['a novel', `z${'6'.repeat(100_000)}`],
  ])('is refused with %s', (_what, text) => {
    expect(decodeMultikey(text)).toBeNull();
  });
});
