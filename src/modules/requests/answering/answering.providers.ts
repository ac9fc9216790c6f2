import type { Provider } from '@nestjs/common';
import { AnsweringService } from './answering.service';
import { AttachFiles } from './attach-files';
import { AttachedDocuments } from './attached-documents';
import { ReadDraftContent } from './draft-content';
import { Drafts } from './drafts';
import { EnterCode } from './enter-code';
import { FindEntry } from './find-entry';
import { Finish } from './finish';
import { Identify } from './identify';
import { KeepDraft } from './keep-draft';
import { LockRequest } from './lock-request';
import { OwnCopy } from './own-copy';
import { PageSessions } from './page-sessions';
import { PageViews } from './page-views';
import { ProveContact } from './prove-contact';
import { ReadAnswering } from './read-answering';
import { ReadDoorstep } from './read-doorstep';
import { RecordDecisions } from './record-decisions';
import { ReportOpened } from './report-opened';
import { ReportViewed } from './report-viewed';
import { RequestCode } from './request-code';
import { SettleRequest } from './settle-request';
import { Withdraw } from './withdraw';

/** What answering at a link is made of. */
export const answeringProviders: Provider[] = [
  ...[FindEntry, PageSessions, Drafts, LockRequest, SettleRequest, RecordDecisions, ProveContact],
  ...[ReadDoorstep, ReportOpened, RequestCode, EnterCode, ReadAnswering, ReportViewed],
  ...[
    AttachFiles,
    AttachedDocuments,
    ReadDraftContent,
    KeepDraft,
    Finish,
    Withdraw,
    OwnCopy,
    PageViews,
    Identify,
    AnsweringService,
  ],
];
