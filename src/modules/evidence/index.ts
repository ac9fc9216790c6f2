export { EvidenceModule } from './evidence.module';
export { EvidenceService, type Fact, type FactHandler, type LoggedFact } from './evidence.service';
export { FACT_KINDS, type EvidenceKind } from './fact-kinds';
export { EvidenceChain } from './evidence-chain';
export { LogExcerpts, type LogEntry, type LogExcerpt, type LogSegment } from './log-excerpts';
export { VerifyLog, type LogVerdict } from './verify-log';
export { LogWatch, type Patience } from './log-watch';
