import { Module } from '@nestjs/common';
import { KeysModule } from '../keys';
import { ChainMetrics } from './chain-metrics';
import { Chainer } from './chainer';
import { Checkpoints } from './checkpoints';
import { EvidenceChain } from './evidence-chain';
import { EvidenceService } from './evidence.service';
import { LogExcerpts } from './log-excerpts';
import { LogWatch } from './log-watch';
import { VerifyCheckpoints } from './verify-checkpoints';
import { VerifyLog } from './verify-log';

@Module({
  imports: [KeysModule],
  providers: [
    EvidenceService,
    EvidenceChain,
    Checkpoints,
    Chainer,
    ChainMetrics,
    LogExcerpts,
    LogWatch,
    VerifyLog,
    VerifyCheckpoints,
  ],
  exports: [EvidenceService, EvidenceChain, LogExcerpts, LogWatch, VerifyLog],
})
export class EvidenceModule {}
