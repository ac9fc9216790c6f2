import 'reflect-metadata';
import { createPublicKey } from 'node:crypto';
import type { Settings } from '../../platform/configuration';
import { decodeMultikey } from './multikey';
import { VcApiIssuer } from './vc-api-issuer';

const FIRST = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQABEiM0RVZnc=';
const SECOND = 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=';
const issuerUnder = (MASTER_KEY: string) => new VcApiIssuer({ MASTER_KEY } as Settings);

describe('The issuer of the VC-API', () => {
  it('is the same did:key under the same master key, and another one under another', () => {
    expect(issuerUnder(FIRST).did).toBe(issuerUnder(FIRST).did);
    expect(issuerUnder(SECOND).did).not.toBe(issuerUnder(FIRST).did);
  });

  it('names the key it signs with', () => {
    const { did, verificationMethod, privateKey } = issuerUnder(FIRST);
    const key = decodeMultikey(did.slice('did:key:'.length))!;
    expect(key.equals(createPublicKey(privateKey))).toBe(true);
    expect(verificationMethod).toBe(`${did}#${did.slice('did:key:'.length)}`);
  });

  it('is recognized by its DID and by its key, also after the master key was rotated, and nobody else is', () => {
    const before = issuerUnder(FIRST);
    const after = issuerUnder(`${SECOND},${FIRST}`);
    expect(after.did).toBe(issuerUnder(SECOND).did);
    for (const name of [before.did, before.verificationMethod, after.did]) expect(after.isNamedBy(name)).toBe(true);
    for (const name of [issuerUnder(SECOND).did, 'did:key:z6Mk', undefined, { id: before.did }])
      expect(before.isNamedBy(name)).toBe(false);
  });
});
