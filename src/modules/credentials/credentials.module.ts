import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Settings } from '../../platform/configuration';
import { EveryOrigin } from '../../platform/http';
import { DocumentsModule } from '../documents';
import { EvidenceModule } from '../evidence';
import { DOCUMENT_SIGNER, KeysModule, loadDocumentSigner } from '../keys';
import { OrganizationsModule } from '../organizations';
import { AskedCredentials } from './asked-credentials';
import { BundleContents } from './bundle/bundle-contents';
import { BundleDids } from './bundle/bundle-dids';
import { BundleLog } from './bundle/bundle-log';
import { BundleManifest } from './bundle/bundle-manifest';
import { FindBundled } from './bundle/find-bundled';
import { MakeBundle } from './bundle/make-bundle';
import { CredentialsController } from './credentials.controller';
import { CredentialsService } from './credentials.service';
import { DecisionsService } from './decisions.service';
import { DidsController } from './dids/dids.controller';
import { Dids } from './dids/find-did';
import { PublicRecords } from './dids/public-records';
import { PublishedSeals } from './dids/published-seals';
import { PublicStatusLists } from './dids/public-status-lists';
import { SealedOnRecord } from './dids/sealed-on-record';
import { ServerDid } from './dids/server-did';
import { WebDidsController } from './dids/web-dids.controller';
import { FollowDecisions } from './follow-decisions';
import { MandatesController } from './mandates/mandates.controller';
import { MandatesService } from './mandates/mandates.service';
import { ReadMandates } from './mandates/read-mandates';
import { OperationStore } from './mandates/spending/operation-store';
import { SpendUnderMandate } from './mandates/spending/spend';
import { SpendingController } from './mandates/spending/spending.controller';
import { TellStep } from './mandates/spending/tell-step';
import { ReadCredentials } from './read-credentials';
import { CameToNothing } from './sealing/came-to-nothing';
import { EnsureSealed } from './sealing/ensure-sealed';
import { KnownSeals } from './sealing/known-seals';
import { MandateProofs } from './sealing/mandate-proofs';
import { ReadProofs } from './sealing/read-proofs';
import { ReadSealingFacts } from './sealing/read-sealing-facts';
import { RefusedSealings } from './sealing/refused-sealings';
import { SealingTrouble } from './sealing/sealing-trouble';
import { RenewSeals } from './sealing/renew-seals';
import { SealRenewals } from './sealing/seal-renewals';
import { SealPdf } from './sealing/seal-pdf';
import { SealingDelivery } from './sealing/sealing-delivery';
import { SealingHealth } from './sealing/sealing-health';
import { SealingQueue } from './sealing/sealing-queue';
import { SealingsService } from './sealing/sealings.service';
import { StatusPlaces } from './sealing/status-places';
import { WriteProofs } from './sealing/write-proofs';
import { ShowCredential } from './show-credential';
import { CheckStatus } from './verification/check-status';
import { PublicStandings } from './verification/public-standing';
import { PresentCredential } from './verification/present-credential';
import { Receipts } from './verification/receipts';
import { RevokeCredential } from './verification/revoke-credential';
import { StatusListReader } from './verification/status-list-reader';
import { VerificationController } from './verification/verification.controller';
import { VerifyPresented } from './verification/verify-presented';

const documentSigner = {
  provide: DOCUMENT_SIGNER,
  inject: [Settings, Clock],
  useFactory: (settings: Settings, clock: Clock) => loadDocumentSigner(settings, clock.now()),
};
const sealing = [
  documentSigner,
  ...[SealingsService, SealingQueue, SealingDelivery, SealingHealth, SealingTrouble, RefusedSealings],
  ...[EnsureSealed, ReadSealingFacts, SealPdf, WriteProofs, ReadProofs, MandateProofs, StatusPlaces],
  ...[KnownSeals, CameToNothing, SealRenewals, RenewSeals],
];
const bundle = [MakeBundle, BundleContents, FindBundled, BundleLog, BundleDids, BundleManifest];
const spending = [SpendUnderMandate, OperationStore, TellStep];
const verification = [
  VerifyPresented,
  CheckStatus,
  StatusListReader,
  PresentCredential,
  RevokeCredential,
  Receipts,
  PublicStandings,
];

@Module({
  imports: [DocumentsModule, EvidenceModule, KeysModule, OrganizationsModule],
  controllers: [
    CredentialsController,
    VerificationController,
    DidsController,
    WebDidsController,
    MandatesController,
    SpendingController,
  ],
  providers: [
    CredentialsService,
    ReadCredentials,
    ShowCredential,
    AskedCredentials,
    DecisionsService,
    Dids,
    PublicStatusLists,
    PublicRecords,
    PublishedSeals,
    SealedOnRecord,
    ServerDid,
    MandatesService,
    ReadMandates,
    FollowDecisions,
    ...sealing,
    ...bundle,
    ...spending,
    ...verification,
  ],
  exports: [
    CredentialsService,
    ReadCredentials,
    AskedCredentials,
    DecisionsService,
    FollowDecisions,
    ReadProofs,
    CameToNothing,
    SealingHealth,
    PublicRecords,
    PublicStandings,
  ],
})
export class CredentialsModule implements NestModule {
  /** What third parties need is for everybody, wherever their page comes from; nothing else is. */
  configure(consumer: MiddlewareConsumer): void {
    const open = [
      'v1/via/dids/:did',
      'v1/via/status/:listId',
      '.well-known/did.json',
      'o/:id/did.json',
      'u/:id/did.json',
    ];
    consumer.apply(EveryOrigin).forRoutes(...open);
  }
}
