import { Injectable } from '@nestjs/common';
import { isObject, LIST_LENGTH, type JsonObject } from '../keys';
import { listOf } from './data-model/flaws';
import { finding, type Finding } from './judgement';
import { VcApiStatusList } from './vc-api-status-list';

/** What `options.checks` calls this check. */
export const STATUS = 'credentialStatus';

/** Whether a credential still stands, by the list of the VC-API itself. No other list is read: nothing is fetched. */
@Injectable()
export class CheckVcApiStatus {
  constructor(private readonly list: VcApiStatusList) {}

  /** A list that is not read is a finding, unless the caller has said what to check and did not name the status. */
  execute({ credentialStatus = [] }: JsonObject, checks: string[] | undefined): Finding[] {
    const wanted = checks === undefined || checks.includes(STATUS);
    return listOf(credentialStatus).flatMap((entry) => {
      const { statusListCredential } = isObject(entry) ? entry : {};
      if (statusListCredential === this.list.address) return this.look(entry as JsonObject);
      return wanted ? [elsewhere(statusListCredential)] : [];
    });
  }

  private look({ type, statusPurpose, statusListIndex }: JsonObject): Finding[] {
    if (!listOf(type).includes('BitstringStatusListEntry') || statusPurpose !== 'revocation')
      return [finding('statusVerification', 'The list holds revocations, by BitstringStatusListEntry')];
    const index = Number(statusListIndex);
    return index < LIST_LENGTH ? [] : [finding('range', `The list has ${LIST_LENGTH} places: there is no ${index}`)];
  }
}

const elsewhere = (address: unknown): Finding =>
  typeof address === 'string'
    ? finding('statusRetrieval', `${address} is not read: nothing is fetched`)
    : finding('statusVerification', 'Only revocation by a BitstringStatusListEntry is understood');
