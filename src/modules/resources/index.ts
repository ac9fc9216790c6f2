export * from './content';
export { ContentReader, type ReadContent, type Readings } from './content-reader';
export { brokenContentRules, isIsoDate, isWebAddress } from './content-rules';
export { DataFieldDto } from './dto/data-field.dto';
export { limitsIn, type Limits } from './limits';
export { RESOURCE_VERSION_COLUMNS, type ResourceVersion } from './resource-version';
export { ResourcesModule } from './resources.module';
export { ResourcesService } from './resources.service';
export { validityOf, type Validity } from './validity';
