import { Injectable } from '@nestjs/common';
import { fetchPublic, type FetchLimits } from './fetch-public';

/** The open internet, as far as strangers may make this server go there. One place, so that a test can stand in for it. */
@Injectable()
export class OpenInternet {
  /** Rejects with `NotFetched` whatever the reason. */
  get(url: URL, limits: FetchLimits): Promise<Buffer> {
    return fetchPublic(url, limits);
  }
}
