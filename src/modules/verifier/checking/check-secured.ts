import { isObject, type JsonObject } from '../../keys/offline';
import { checkProof, issuerOf } from './check-proof';
import { bitsOf, checkStatus } from './check-status';
import type { Findings } from './findings';
import { isAnybody, listsIn, lookUpIn, type Knowledge } from './knowledge';

const MOST_CREDENTIALS = 20;

/** One secured document by itself: a credential, a decision, a presentation, a receipt, a checkpoint, a status list. */
export async function checkSecured(
  findings: Findings,
  document: JsonObject,
  where: string,
  knowledge: Knowledge,
): Promise<void> {
  const lookUp = lookUpIn(knowledge);
  const { now, fresh } = knowledge;
  const lists = async (address: string) => (await listsIn(knowledge)(address)).map((text) => ({ text }));
  await checkProof(findings, { document, where, lookUp, now });
  const issuer = issuerOf(document);
  if (await isAnybody(knowledge, issuer))
    findings.lack('keys.trust', where, `Anybody can make a did:key: whose word ${issuer} is, is not known here`);
  await checkStatus(findings, { credential: document, where, lookUp, now, lists, fresh });
  if ([document.type].flat().includes('BitstringStatusListCredential'))
    await findings.attempt(
      'status.revocation',
      where,
      async () => `It holds ${(await bitsOf(document)).length * 8} places`,
    );
  const held = [document.verifiableCredential ?? []].flat() as unknown[];
  if (held.length > MOST_CREDENTIALS)
    return findings.fail('file.kind', `${where} verifiableCredential`, `More than ${MOST_CREDENTIALS} credentials`);
  for (const [index, each] of held.entries()) {
    const place = `${where} verifiableCredential[${index}]`;
    if (isObject(each) && each.verifiableCredential === undefined) await checkSecured(findings, each, place, knowledge);
    else findings.fail('file.kind', place, 'It is not a credential');
  }
}
