import { everyByte, knowing, meansTheSame, saidOf, unfound } from '../../../../test/support/checking';
import { sampleEvidence, type BundleParts } from '../../../../test/support/evidence-bundle';
import type { JsonObject } from '../../keys';
import type { Knowledge } from './knowledge';

let parts: BundleParts;
let trusting: Knowledge;
beforeAll(async () => {
  parts = await sampleEvidence();
  trusting = knowing([parts.organization.document]);
});

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const entriesOf = (log: JsonObject) => log.entries as JsonObject[];
const segmentsOf = (log: JsonObject) => log.segments as JsonObject[];
const said = (log: JsonObject, knowledge = trusting): Promise<string> => saidOf(json(log), knowledge);

describe('A log by itself', () => {
  it('is good where every place of its chain is shown, and its keys are known', async () => {
    expect(await said(parts.wholeLog)).toBe('good');
    expect(await said(parts.wholeLog, knowing())).toMatch(/^incomplete: proof.key/);
    const [, second] = segmentsOf(parts.wholeLog);
    expect(await said({ ...parts.wholeLog, segments: [second], entries: entriesOf(parts.wholeLog).slice(3) })).toBe(
      'good',
    );
  });

  it('shows every changed byte that changes what it says', async () => {
    for (const log of [parts.wholeLog, parts.log]) {
      const bytes = json(log);
      expect(await unfound(bytes, everyByte(bytes), trusting, meansTheSame(bytes))).toEqual([]);
    }
  });

  it('of nothing, which nobody has signed, is wrong', async () => {
    expect(await said({ log: parts.organization.did, segments: [], entries: [] })).toMatch(
      /^wrong: log.entries: log segments/,
    );
  });

  it.each(['note', 'proof', 'issuer', '@context'])('has no field %s that nobody has signed', async (field) => {
    const more = { ...parts.wholeLog, [field]: {} };
    expect(await said(more)).toBe(`wrong: log.entries: log ${field}: No log has this field`);
  });
});

describe('An excerpt of a log', () => {
  const EXCERPT = (shown: number, places: number) =>
    new RegExp(`^incomplete: log.entries: log entries: .*excerpt: it shows ${shown} of ${places} places .*not proven`);

  it('is called one, as what is left out may be what takes the rest back', async () => {
    expect(await said(parts.log)).toMatch(EXCERPT(2, 5));
    expect(await said({ ...parts.wholeLog, entries: [] })).toMatch(EXCERPT(0, 5));
    for (const left of entriesOf(parts.wholeLog)) {
      const entries = entriesOf(parts.wholeLog).filter((entry) => entry !== left);
      expect(await said({ ...parts.wholeLog, entries })).toMatch(EXCERPT(4, 5));
    }
  });

  it('is one too where a part between its ends is missing, or where no place is left', async () => {
    const [first, second] = segmentsOf(parts.wholeLog);
    const ends = { ...parts.wholeLog, entries: [] };
    const cut = { ...second, after: { seq: 5, link: (second.checkpoint as JsonObject).link }, entryHashes: [] };
    expect(await said({ ...ends, segments: [cut] })).toMatch(EXCERPT(0, 0));
    const ofFirst = entriesOf(parts.wholeLog).slice(0, 3);
    expect(await said({ ...ends, entries: ofFirst, segments: [first, cut] })).toMatch(EXCERPT(3, 5));
  });

  it('is wrong where a hash was taken out with its entry', async () => {
    const [first, second] = segmentsOf(parts.wholeLog);
    const [, ...hashes] = first.entryHashes as string[];
    const [, ...entries] = entriesOf(parts.wholeLog);
    expect(await said({ ...parts.wholeLog, entries, segments: [{ ...first, entryHashes: hashes }, second] })).toMatch(
      /^wrong: log.entries/,
    );
  });
});
