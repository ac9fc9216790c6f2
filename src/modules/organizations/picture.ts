/** A picture shown in messages and on pages; kept by us, so that nobody is tracked by fetching it. */
export interface Logo {
  contentType: 'image/png' | 'image/jpeg';
  bytes: Buffer;
}

const SIGNATURES: [Logo['contentType'], Buffer][] = [
  ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ff', 'hex')],
];

/** What it is, its first bytes say, not its name. Null: neither PNG nor JPEG. */
export function pictureOf(bytes: Buffer): Logo | null {
  const known = SIGNATURES.find(([, start]) => bytes.subarray(0, start.length).equals(start));
  return known ? { contentType: known[0], bytes } : null;
}
