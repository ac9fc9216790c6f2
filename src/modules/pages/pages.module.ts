import { Module } from '@nestjs/common';
import { AddressLimit } from '../../platform/http';
import { CredentialsModule } from '../credentials';
import { IdentityModule } from '../identity';
import { OrganizationsModule } from '../organizations';
import { RequestsModule } from '../requests';
import { VerifierModule } from '../verifier';
import { AnswerController } from './answer.controller';
import { AssetsController } from './assets.controller';
import { CheckController } from './check.controller';
import { CheckerProgramController } from './checker-program.controller';
import { DoneController } from './done.controller';
import { Entrance } from './entrance';
import { FinishController } from './finish.controller';
import { IdentityReturnController } from './identity-return.controller';
import { IdentityController } from './identity.controller';
import { LinkController } from './link.controller';
import { LostController } from './lost.controller';
import { PagePicturesController } from './page-pictures.controller';
import { StrangersAtLinks } from './strangers-at-links.guard';
import { StrangersWithStates } from './strangers-with-states.guard';
import { UploadRoom } from './upload-room';
import { VerifyController } from './verify.controller';
import { Visits } from './visits';

/** What the person at the link sees. */
@Module({
  imports: [CredentialsModule, IdentityModule, OrganizationsModule, RequestsModule, VerifierModule],
  controllers: [
    AssetsController,
    LinkController,
    DoneController,
    FinishController,
    PagePicturesController,
    AnswerController,
    IdentityController,
    IdentityReturnController,
    LostController,
    CheckController,
    CheckerProgramController, // before the one whose path would take its name for a credential's
    VerifyController,
  ],
  providers: [AddressLimit, Entrance, StrangersAtLinks, StrangersWithStates, UploadRoom, Visits],
})
export class PagesModule {}
