import { checkStatus } from '../check-status';
import type { Findings } from '../findings';
import { listsIn, lookUpIn, type Knowledge, type SealRecord } from '../knowledge';
import type { SealStatus } from './find-signatures';

export interface SealStatusOf {
  /** As the seal says it; null where it says nothing, as none did before there was such an entry. */
  status: SealStatus | null;
  record?: SealRecord;
  /** Its file, for people. */
  where: string;
  knowledge: Knowledge;
}

/** Whether what a document was sealed for was revoked: by the record of who sealed it, else by the lists that are known. */
export async function checkSealStatus(findings: Findings, of: SealStatusOf): Promise<void> {
  const { status, record, where, knowledge } = of;
  if (record?.revokedAt) {
    const since = record.revokedAt.toISOString();
    return findings.fail(
      'status.revocation',
      where,
      `What it was sealed for was revoked at ${since}, by the record here`,
    );
  }
  if (record?.revokedAt === null)
    return findings.pass('status.revocation', where, 'What it was sealed for is not revoked, by the record here');
  if (!status) {
    const message = 'It does not say where its revocation would be told: check the credential, or the bundle, for that';
    return knowledge.hasLists ? findings.lack('status.revocation', where, message) : undefined;
  }
  const { issuer, list, index } = status;
  const credentialStatus = {
    ...{ type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
    ...{ statusListIndex: index, statusListCredential: list },
  };
  const lists = async (address: string) => (await listsIn(knowledge)(address)).map((text) => ({ text }));
  await checkStatus(findings, {
    ...{ credential: { issuer, credentialStatus }, where, lookUp: lookUpIn(knowledge), now: knowledge.now, lists },
    ...{ fresh: knowledge.fresh, mayBeOver: true, optional: !knowledge.hasLists && !knowledge.fresh },
  });
}
