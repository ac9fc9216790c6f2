export { EvidenceModule } from './evidence.module';
export { EvidenceService, type EvidenceKind, type Fact } from './evidence.service';
export { EvidenceChain } from './evidence-chain';
export { LogExcerpts, type LogEntry, type LogExcerpt, type LogSegment } from './log-excerpts';
export { VerifyLog, type LogVerdict } from './verify-log';
