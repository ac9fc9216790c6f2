import { createHash } from 'node:crypto';
import { everyByte, knowing, saidOf, sampleOf, unfound } from '../../../../../test/support/checking';
import {
  anotherKeyOf,
  attachmentName,
  bundleOf,
  documentWith,
  sampleEvidence,
  signedBy,
  zipOf,
  type BundleParts,
} from '../../../../../test/support/evidence-bundle';
import { pdfs } from '../../../../../test/support/pdfs';
import { readArchive, writeArchive } from './read-archive';

let parts: BundleParts;
let bundle: Buffer;
beforeAll(async () => {
  parts = await sampleEvidence({ original: pdfs.a4() });
  bundle = bundleOf(parts);
});

const trusting = () => knowing([parts.organization.document]);
const changed = (name: string, change: (content: string) => string, from = parts): BundleParts => {
  const content = Buffer.from(change(from.files.get(name)!.toString('latin1')), 'latin1');
  return { ...from, files: new Map([...from.files, [name, content]]) };
};
const parsed = (bytes: Buffer): string => {
  try {
    return JSON.stringify(JSON.parse(bytes.toString('utf8')));
  } catch {
    return bytes.toString('latin1');
  }
};

describe('A bundle', () => {
  it('is good for whoever knows the keys of the organization', async () => {
    expect(await saidOf(bundle, trusting())).toBe('good');
  });

  it('is not called good on its own word', async () => {
    expect(await saidOf(bundle, knowing())).toMatch(/^incomplete: keys.trust: credential.json .*own word/);
  });

  it('shows every changed byte, and where', async () => {
    expect(await unfound(bundle, everyByte(bundle), trusting())).toEqual([]);
  });

  it.each(['README.txt', 'credential.json', 'original.pdf', 'log.json', 'dids.json', 'status-list.json'])(
    'shows by its manifest what was changed in %s by somebody who made the archive again',
    async (name) => {
      const files = new Map([...parts.files, ['manifest.json', archived('manifest.json')]]);
      const content = parts.files.get(name)!;
      for (const position of sampleOf(content.length, 60)) {
        const other = Buffer.from(content);
        other[position] ^= 1 << (position % 8);
        const said = await saidOf(zipOf(new Map([...files, [name, other]])), trusting());
        expect(said).toMatch(/^wrong: /);
        expect(said).toContain(name);
      }
    },
  );

  const archived = (name: string): Buffer => readArchive(bundle).find((file) => file.name === name)!.bytes;

  it.each([
    'credential.json',
    'log.json',
    'status-list.json',
    'decisions/507f1f77bcf86cd799439800.json',
    'original.pdf',
  ])('shows a changed byte of %s also under a manifest that was signed anew', async (name) => {
    const content = parts.files.get(name)!;
    const missed: string[] = [];
    for (const position of sampleOf(content.length, 150)) {
      const other = Buffer.from(content);
      other[position] ^= 1 << (position % 8);
      if (parsed(other) === parsed(content)) continue;
      const said = await saidOf(bundleOf({ ...parts, files: new Map([...parts.files, [name, other]]) }), trusting());
      if (!/^wrong: /.test(said))
        missed.push(`${position}: ${said} ${other.toString('latin1', position - 30, position + 10)}`);
    }
    expect(missed).toEqual([]);
  });

  it('shows what was appended, put before it, and cut off', async () => {
    expect(await saidOf(Buffer.concat([bundle, Buffer.from('x')]), trusting())).toMatch(
      /archive.whole: .*end of the archive/,
    );
    expect(await saidOf(Buffer.concat([Buffer.from('x'), bundle]), trusting())).toMatch(/^unreadable: file.kind/);
    for (const length of sampleOf(bundle.length, 200))
      expect(await saidOf(bundle.subarray(0, length), trusting())).toMatch(
        /^(wrong: archive.whole|unreadable: file.kind)/,
      );
  });
});

describe('A bundle that was put together from two', () => {
  it.each([
    ['credential.json', /decisions.belong: credential.json evidence\[0\].decisionDigest/],
    ['decisions/507f1f77bcf86cd799439801.json', /proof.key: decisions/],
    ['original.pdf', /documents.match: credential.json credentialSubject.data.sha256: original.pdf/],
    ['log.json', /log.decisions/],
    ['README.txt', /^good$/],
    ['dids.json', /proof.key: decisions.*does not list/],
  ])('shows it by %s', async (name, what) => {
    const other = await sampleEvidence({ original: pdfs.letter(), organization: parts.organization });
    const files = new Map([...parts.files, [name, other.files.get(name)!]]);
    expect(await saidOf(bundleOf({ ...parts, files }), trusting())).toMatch(what);
  });
});

describe('What somebody attached', () => {
  const paper = pdfs.letter();
  const name = attachmentName(paper);
  const said = async (change: (files: Map<string, Buffer>) => void) => {
    const attached = await sampleEvidence({ attached: paper, organization: parts.organization });
    change(attached.files);
    const order = [...attached.files].sort(([a], [b]) => placeOf(a) - placeOf(b));
    return saidOf(bundleOf({ ...attached, files: new Map(order) }), trusting());
  };
  const placeOf = (file: string) =>
    ['README', 'cred', 'deci', 'docu', 'orig', 'atta', 'log.', 'dids', 'stat'].findIndex((each) =>
      file.startsWith(each),
    );

  it('is there by its digest', async () => {
    expect(await said(() => undefined)).toBe('good');
  });

  it.each<[string, (files: Map<string, Buffer>) => void, RegExp]>([
    [
      'is missing',
      (files) => files.delete(name),
      /documents.match: credential.json credentialSubject.data: .*not there/,
    ],
    ['is another', (files) => files.set(name, pdfs.a4()), /documents.match: attachments.*not the file/],
    ['is one too many', (files) => files.set(attachmentName(pdfs.a4()), pdfs.a4()), /documents.match: .*digest of/],
  ])('shows when it %s', async (_what, change, found) => {
    expect(await said(change)).toMatch(found);
  });
});

describe('An attacker who makes the manifest anew', () => {
  const added = (): [BundleParts, ReturnType<typeof anotherKeyOf>] => {
    const attacker = anotherKeyOf(parts.organization);
    const [own, ...others] = parts.dids;
    const methods = [...(own.verificationMethod as object[]), ...attacker.document.verificationMethod!];
    const trusted = [...(own.assertionMethod as string[]), ...attacker.document.assertionMethod!];
    const document = { ...own, verificationMethod: methods, assertionMethod: trusted, authentication: trusted };
    const dids = Buffer.from(JSON.stringify([document, ...others]));
    return [{ ...parts, files: new Map([...parts.files, ['dids.json', dids]]) }, attacker];
  };

  it('has no key that the organization publishes', async () => {
    const attacker = anotherKeyOf(parts.organization);
    expect(await saidOf(bundleOf(parts, attacker), trusting())).toMatch(
      /^wrong: proof.key: manifest.json .*does not list/,
    );
  });

  it('is not found by the bundle alone, which then is not called good, but by the keys that are trusted', async () => {
    const [forged, attacker] = added();
    const zip = bundleOf({ ...forged, files: changed('README.txt', () => 'Pay me', forged).files }, attacker);
    expect(await saidOf(zip, knowing())).toMatch(/^incomplete: keys.trust/);
    expect(await saidOf(zip, trusting())).toMatch(/^wrong: keys.trust: manifest.json .*has no such key/);
  });

  it('cannot do it in the name of somebody else', async () => {
    const { did } = parts.people[0];
    const zip = bundleOf(parts, { ...parts.people[0], did });
    expect(await saidOf(zip, trusting())).toMatch(/^wrong: manifest.files: manifest.json issuer/);
  });
});

describe('Keys and time', () => {
  const as = (became: Parameters<typeof documentWith>[1]) => knowing([documentWith(parts.organization, became)]);
  const at = new Date('2026-05-03T00:00:00Z');

  it('a key that was replaced still counts, one that was revoked does not', async () => {
    expect(await saidOf(bundle, as({ retiredAt: at }))).toBe('good');
    expect(await saidOf(bundle, as({ revokedAt: at }))).toMatch(/^wrong: keys.trust: .*revoked this key/);
  });

  it('what was revoked is said first; what has expired is still proved', async () => {
    const revoked = await sampleEvidence({ revoked: [7] });
    const trusted = knowing([revoked.organization.document]);
    expect(await saidOf(bundleOf(revoked), trusted)).toMatch(/^wrong: status.revocation: .*place 7/);
    const expired = await sampleEvidence({ validUntil: '2026-05-02T18:00:00Z' });
    expect(await saidOf(bundleOf(expired), knowing([expired.organization.document]))).toBe('good');
  });

  it('details that were erased leave a digest that stands', async () => {
    const erased = await sampleEvidence({ details: null });
    expect(await saidOf(bundleOf(erased), knowing([erased.organization.document]))).toBe('good');
  });

  it('a log without the decision is not enough', async () => {
    const log = { ...parts.log, entries: (parts.log.entries as object[]).slice(1) };
    const files = new Map([...parts.files, ['log.json', Buffer.from(JSON.stringify(log))]]);
    expect(await saidOf(bundleOf({ ...parts, files }), trusting())).toMatch(/^wrong: log.decisions: .*evidence\[0\]/);
  });
});

describe('What is no bundle', () => {
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  it.each(['../evil.json', 'evil.js', 'decisions/../x.json', 'credential.JSON', 'decisions/1.json', ''])(
    'has a file called %p',
    async (name) => {
      const zip = zipOf(
        new Map([
          ['README.txt', Buffer.from('x')],
          [name || 'x', Buffer.from('x')],
        ]),
      );
      expect(await saidOf(zip, trusting())).toMatch(/^wrong: archive.whole: .*No bundle holds/);
    },
  );

  it('has its files in another order, one too few, or one twice', async () => {
    const reversed = new Map([...parts.files].reverse());
    expect(await saidOf(bundleOf({ ...parts, files: reversed }), trusting())).toMatch(/archive.whole: .*another order/);
    const fewer = new Map([...parts.files].filter(([name]) => name !== 'log.json'));
    expect(await saidOf(bundleOf({ ...parts, files: fewer }), trusting())).toMatch(
      /log.json: A file that every bundle has/,
    );
    const decision = { name: 'decisions/507f1f77bcf86cd799439801.json', bytes: Buffer.from('{}') };
    const files = readArchive(bundle).flatMap((file) => (file.name === decision.name ? [file, decision] : [file]));
    expect(await saidOf(writeArchive(files, 0), trusting())).toMatch(/there twice/);
  });

  it('is compressed: a bomb is not unpacked', async () => {
    const bomb = Buffer.from(bundle);
    bomb.writeUInt16LE(8, 8);
    bomb.writeUInt32LE(0xffffffff, 22);
    expect(await saidOf(bomb, trusting())).toMatch(/^wrong: archive.whole: .*compressed/);
    bomb.writeUInt16LE(0, 8);
    expect(await saidOf(bomb, trusting())).toMatch(/ends in the middle of a file/);
  });

  it('lists a file that is not there, or not one that is', async () => {
    const listed = (files: object[]) => {
      const manifest = signedBy(parts.organization, {
        type: 'EvidenceBundle',
        issuer: parts.organization.did,
        credential: parts.credential.id,
        createdAt: '2026-05-02T14:00:00Z',
        files,
      });
      return zipOf(new Map([...parts.files, ['manifest.json', Buffer.from(JSON.stringify(manifest))]]));
    };
    const all = [...parts.files].map(([name, bytes]) => ({ name, sha256: sha256(bytes), size: bytes.length }));
    expect(await saidOf(listed(all.slice(1)), trusting())).toMatch(/does not list README.txt/);
    expect(await saidOf(listed([...all, { name: 'x', sha256: '', size: 0 }]), trusting())).toMatch(/not there: x/);
    expect(await saidOf(listed([...all, all[0]]), trusting())).toMatch(/lists README.txt twice/);
  });
});
