export { EvidenceModule } from './evidence.module';
export { EvidenceService, type EvidenceKind, type Fact } from './evidence.service';
