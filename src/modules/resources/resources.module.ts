import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents';
import { CheckPlacements } from './check-placements';
import { ContentReader } from './content-reader';
import { CreateResource } from './create-resource';
import { DeleteResource } from './delete-resource';
import { FindResource } from './find-resource';
import { ListResources } from './list-resources';
import { PlacementsController } from './placements.controller';
import { ReplaceDocument } from './replace-document';
import { ReplaceResource } from './replace-resource';
import { ResourceStore } from './resource-store';
import { ResourceTerms } from './resource-terms';
import { ResourcesController } from './resources.controller';
import { ResourcesService } from './resources.service';

@Module({
  imports: [DocumentsModule],
  controllers: [ResourcesController, PlacementsController],
  providers: [
    ContentReader,
    ResourceStore,
    ResourceTerms,
    ListResources,
    FindResource,
    CreateResource,
    ReplaceResource,
    ReplaceDocument,
    DeleteResource,
    CheckPlacements,
    ResourcesService,
  ],
  exports: [ContentReader, ResourcesService],
})
export class ResourcesModule {}
