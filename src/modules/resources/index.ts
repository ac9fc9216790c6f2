export * from './content';
export { brokenContentRules, isIsoDate, isWebAddress } from './content-rules';
export { DataFieldDto } from './dto/data-field.dto';
export { RESOURCE_VERSION_COLUMNS, type ResourceVersion } from './resource-version';
export { ResourcesModule } from './resources.module';
export { ResourcesService } from './resources.service';
