import { Module } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Settings } from '../../platform/configuration';
import { CurrentKeys } from './current-keys';
import { DOCUMENT_SIGNER } from './document-signer';
import { HostedStatusLists } from './hosted-status-list';
import { KeysService } from './keys.service';
import { loadDocumentSigner } from './load-document-signer';
import { StatusLists } from './status-lists.service';

@Module({
  providers: [
    CurrentKeys,
    KeysService,
    StatusLists,
    HostedStatusLists,
    {
      provide: DOCUMENT_SIGNER,
      inject: [Settings, Clock],
      useFactory: (settings: Settings, clock: Clock) => loadDocumentSigner(settings, clock.now()),
    },
  ],
  exports: [KeysService, StatusLists, HostedStatusLists, DOCUMENT_SIGNER],
})
export class KeysModule {}
