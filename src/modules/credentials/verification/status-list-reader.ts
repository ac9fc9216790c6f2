import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { Settings } from '../../../platform/configuration';
import { OpenInternet } from '../../../platform/outbound';
import { decodeList, idOf, isSet, verifySecured, type JsonObject } from '../../keys';
import { Dids } from '../dids/find-did';
import { PublicStatusLists } from '../dids/public-status-lists';

const FETCH_LIMITS = { milliseconds: 3000, bytes: 4 * 1024 * 1024 };

/** Status lists of this server, read where they lie, and of others, fetched from the open internet. */
@Injectable()
export class StatusListReader {
  constructor(
    private readonly settings: Settings,
    private readonly own: PublicStatusLists,
    private readonly dids: Dids,
    private readonly internet: OpenInternet,
    private readonly clock: Clock,
  ) {}

  /** Whether a position is set in a list that the credential's own issuer signed; throws when that cannot be found out. */
  async isRevoked(address: string, position: number, issuer: unknown): Promise<boolean> {
    const list = JSON.parse(await this.read(address)) as JsonObject;
    const { verified } = await verifySecured(list, this.dids.resolve, this.clock.now());
    if (!verified) throw new Error('the status list is not validly signed');
    if (list.id !== address) throw new Error('another status list was found there');
    const owner = idOf(list.issuer);
    if (owner === null || owner !== idOf(issuer)) throw new Error('the status list is somebody else’s');
    const { type, statusPurpose, encodedList } = (list.credentialSubject ?? {}) as JsonObject;
    if (type !== 'BitstringStatusList' || statusPurpose !== 'revocation')
      throw new Error('it is no list of revocations');
    return isSet(await decodeList(String(encodedList)), position);
  }

  private async read(address: string): Promise<string> {
    const here = `${this.settings.PUBLIC_URL.replace(/\/$/, '')}/v1/via/status/`;
    if (address.startsWith(here)) return this.own.read(address.slice(here.length));
    if (!URL.canParse(address)) throw new Error('the address of the status list is none');
    return (await this.internet.get(new URL(address), FETCH_LIMITS)).toString('utf8');
  }
}
