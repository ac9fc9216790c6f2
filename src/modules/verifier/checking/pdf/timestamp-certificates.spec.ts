import { describeWithJudge } from '../../../../../test/support/judges';
import { knowing } from '../../../../../test/support/checking';
import { pdfs } from '../../../../../test/support/pdfs';
import { aSealSigner } from '../../../../../test/support/seal-signer';
import { aTimestampAuthority, type AuthorityOptions } from '../../../../../test/support/timestamp-authority';
import { SealedDocuments } from '../../../documents';
import { childrenOf, context, listOf, readDer, TAGS } from '../cms/der';
import { OIDS, readSignedData, type SignedData } from '../cms/signed-data';
import { readTimestamp } from '../cms/timestamp-token';
import { Flaw, type Check } from '../findings';
import type { Knowledge } from '../knowledge';
import { verifyFile } from '../verify-file';
import { findSignatures } from './find-signatures';

const sealing = new SealedDocuments();
afterAll(() => sealing.onModuleDestroy());

interface Stamped {
  bytes: Buffer;
  knowledge: Knowledge;
  seal: SignedData;
  token: Buffer;
}

async function stamped(options: AuthorityOptions): Promise<Stamped> {
  const [authority, signer] = await Promise.all([aTimestampAuthority(options), aSealSigner()]);
  const order = { original: pdfs.a4(), marks: [], evidence: null, signer, at: new Date(), reason: 'x' };
  const { bytes } = await sealing.seal({ ...order, timestampService: { url: authority.url } });
  authority.stop();
  const seals = [{ of: 'did:web:example.com', der: Buffer.from(signer.certificate), chain: [] }];
  const [found] = findSignatures(bytes);
  if (found instanceof Flaw) throw found;
  const seal = readSignedData(found.contents);
  return { bytes, knowledge: knowing([], { seals }), seal, token: seal.unsigned.get(OIDS.timestampToken)!.whole };
}

const notCovered = (checks: Check[]) => checks.filter(({ message }) => message.startsWith('Not covered'));
const without = (checks: Check[], some: Check[]) => checks.filter((each) => !some.includes(each));

/** Outside the certificates, where the other specs look at every byte. */
const ONE_OF = 23;

/**
 * Changes the signature of a document: every hexadecimal letter of a certificate of its timestamp, one of 23 elsewhere. Answers
 * how many changes were wrong, and how many were not, but made another finding of a certificate that is not covered, and
 * nothing else.
 */
async function tampered({ bytes, knowledge, token }: Stamped): Promise<{ wrong: number; named: number }> {
  const before = (await verifyFile(bytes, knowledge)).checks;
  const counts = { wrong: 0, named: 0 };
  for (const { position, inside } of positionsIn(bytes, readSignedData(token).certificates)) {
    const changed = Buffer.from(bytes);
    const digit = Number.parseInt(bytes.toString('latin1', position, position + 1), 16) ^ (1 << (position % 4));
    changed.write(digit.toString(16).toUpperCase(), position, 'latin1');
    const { verdict, checks } = await verifyFile(changed, knowledge);
    counts[verdict === 'wrong' ? 'wrong' : 'named'] += 1;
    if (verdict === 'wrong') continue;
    expect(inside).toBe(true);
    expect(notCovered(checks)).toHaveLength(1);
    expect(notCovered(checks)).not.toEqual(notCovered(before));
    expect(without(checks, notCovered(checks))).toEqual(without(before, notCovered(before)));
  }
  return counts;
}

function positionsIn(bytes: Buffer, certificates: Buffer[]): { position: number; inside: boolean }[] {
  const text = bytes.toString('latin1');
  const { index, 1: hex } = /\/Contents <([0-9A-F]{1000,}?)0*>/.exec(text)!;
  const ranges = certificates.map((certificate) => {
    const start = text.indexOf(certificate.toString('hex').toUpperCase());
    return { start, end: start + 2 * certificate.length };
  });
  return Array.from({ length: hex.length }, (_, at) => index + '/Contents <'.length + at)
    .map((position) => ({ position, inside: ranges.some(({ start, end }) => position >= start && position < end) }))
    .filter(({ position, inside }) => inside || position % ONE_OF === 0);
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const bytes = length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.of(tag), bytes, content]);
};

/** The token with these of its certificates, and everything else as it was. */
function withCertificates(token: Buffer, keep: (certificate: Buffer) => boolean): Buffer {
  const [type, wrapped] = listOf(readDer(token), 'token');
  const [inner] = childrenOf(wrapped);
  const parts = childrenOf(inner).map((part) =>
    part.tag === context(0)
      ? der(context(0), ...childrenOf(part).flatMap(({ whole }) => (keep(whole) ? [whole] : [])))
      : part.whole,
  );
  return der(TAGS.sequence, type.whole, der(context(0), der(TAGS.sequence, ...parts)));
}

describeWithJudge('openssl', 'openssl', 'The certificates that come along with a timestamp', () => {
  it.each<[string, AuthorityOptions]>([
    ['one with its issuer, both named in what is signed', { issued: 'and its issuer comes along', namesAll: true }],
    ['one with all above it, all named', { issued: 'and all above it come along', namesAll: true }],
  ])('are covered to the last byte: %s', async (_what, options) => {
    const document = await stamped(options);
    const { verdict, checks } = await verifyFile(document.bytes, document.knowledge);
    expect([verdict, notCovered(checks)]).toEqual(['good', []]);
    const { wrong, named } = await tampered(document);
    expect(wrong).toBeGreaterThan(1000);
    expect(named).toBe(0);
  });

  it('are named where their issuer did not come along: no changed byte goes without a finding', async () => {
    const document = await stamped({ issued: 'and its issuer comes along' });
    const { verdict, checks } = await verifyFile(document.bytes, document.knowledge);
    expect(verdict).toBe('good');
    const [{ where, result, message }] = notCovered(checks);
    expect([where, result]).toEqual(['document signature 1 timestamp certificates', 'skip']);
    expect(message).toMatch(
      /the certificate of CN=Placet test issuer .* fingerprint is ([0-9A-F]{2}:){31}[0-9A-F]{2}$/,
    );
    const { wrong, named } = await tampered(document);
    expect([wrong > 1000, named > 100]).toEqual([true, true]);
  });

  it('are named when a root says that somebody else is its issuer: it could have been changed', async () => {
    const document = await stamped({ issued: 'and all above it come along' });
    expect(notCovered((await verifyFile(document.bytes, document.knowledge)).checks)).toEqual([]);
    const { wrong, named } = await tampered(document);
    expect([wrong > 3000, named > 0]).toEqual([true, true]);
  });

  it('carry nothing where they are not covered: the timestamp says the same without them', async () => {
    const { token, seal } = await stamped({ issued: 'and its issuer comes along' });
    const { uncovered, ...said } = readTimestamp(token, [seal.signature]);
    const bare = withCertificates(token, (certificate) => !certificate.equals(uncovered!.der));
    expect(bare.length).toBe(token.length - uncovered!.der.length);
    const { at, authority } = readTimestamp(bare, [seal.signature]);
    expect([at, authority.fingerprint]).toEqual([said.at, said.authority.fingerprint]);
    expect(withCertificates(token, () => true).equals(token)).toBe(true);
  });
});
