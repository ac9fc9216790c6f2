import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askDigitalBazaar } from '../../../test/support/digitalbazaar';
import { describeWithJudge } from '../../../test/support/judges';
import { verifiedByOpenssl } from '../../../test/support/openssl-verifier';
import { aSampleIssuer, aSignedCredential } from '../../../test/support/signed-sample';
import { didDocument } from './did-document';
import type { SecuredDocument } from './secured-document';

const issuers = ['did:via:humanos:org-507f1f77bcf86cd799439011', 'did:web:placet.example:o:507f1f77bcf86cd799439011'];
const NOW = '2026-02-01T00:00:00Z';

describe.each(issuers)('@digitalbazaar/vc, of a credential of %s,', (did) => {
  const issuer = aSampleIssuer(did);
  const credential = aSignedCredential(issuer);

  it('says that its proof is good', () => {
    expect(askDigitalBazaar(credential, [issuer.document], NOW)).toEqual({
      verified: true,
      proofs: [true],
      reasons: [],
    });
  });

  it('says that it is not when a field has changed', () => {
    const changed = { ...credential, credentialSubject: { ...credential.credentialSubject, name: 'Somebody else' } };
    expect(askDigitalBazaar(changed, [issuer.document], NOW)).toMatchObject({ verified: false, proofs: [false] });
  });

  it('trusts a retired key, and none that was revoked', () => {
    const key = { publicKey: issuer.publicKey, retiredAt: null, revokedAt: null };
    const at = new Date(NOW);
    const retired = didDocument(did, [{ ...key, retiredAt: at }]);
    expect(askDigitalBazaar(credential, [retired], NOW).proofs).toEqual([true]);
    const revoked = didDocument(did, [{ ...key, retiredAt: at, revokedAt: at }]);
    expect(askDigitalBazaar(credential, [revoked], NOW).proofs).toEqual([false]);
  });
});

describeWithJudge('openssl', 'openssl', 'openssl, with canonical JSON that is not ours,', () => {
  it('meets the published vector', () => {
    const vectors = join(__dirname, '../../../test/fixtures/eddsa-jcs-2022');
    const signed = JSON.parse(readFileSync(join(vectors, 'signedJCS.json'), 'utf8')) as SecuredDocument;
    const key = signed.proof.verificationMethod.split('#')[1];
    expect(verifiedByOpenssl(signed, key)).toBe(true);
  });

  it('says that a proof of ours is good, and that a changed document is not', () => {
    const issuer = aSampleIssuer();
    const credential = aSignedCredential(issuer);
    expect(verifiedByOpenssl(credential, issuer.publicKey)).toBe(true);
    expect(verifiedByOpenssl({ ...credential, validUntil: '2030-01-01T00:00:00Z' }, issuer.publicKey)).toBe(false);
    expect(verifiedByOpenssl(credential, aSampleIssuer().publicKey)).toBe(false);
  });
});
