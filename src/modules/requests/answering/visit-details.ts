import type { Entry } from './find-entry';
import type { Visitor } from './answering';

/** What every piece of evidence of a person's steps says: who, through which entry, from where, in which language. */
export const visitDetails = (entry: Entry, visitor: Visitor): object => ({
  requestId: entry.requestId,
  entryId: entry.id,
  did: entry.did,
  ip: visitor.ip,
  userAgent: visitor.userAgent?.slice(0, 500).toWellFormed() ?? null,
  pageLanguage: visitor.pageLanguage,
});
