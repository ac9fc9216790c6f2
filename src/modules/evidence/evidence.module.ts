import { Module } from '@nestjs/common';
import { KeysModule } from '../keys';
import { Chainer } from './chainer';
import { Checkpoints } from './checkpoints';
import { EvidenceChain } from './evidence-chain';
import { EvidenceService } from './evidence.service';
import { LogExcerpts } from './log-excerpts';

@Module({
  imports: [KeysModule],
  providers: [EvidenceService, EvidenceChain, Checkpoints, Chainer, LogExcerpts],
  exports: [EvidenceService, EvidenceChain, LogExcerpts],
})
export class EvidenceModule {}
