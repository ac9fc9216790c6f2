import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, IsBoolean, IsIn, IsOptional, MaxLength } from 'class-validator';
import { ListQuery, Many, Page, TrueOrFalse } from '../../../platform/http';
import { RESOURCE_TYPES, type ResourceType } from '../content';
import { ResourceEntity } from './resource-entity.dto';

/** What GET /v1/resource takes. Its search looks at name, description and internalId. */
export class ResourceQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Only active ones, or only inactive ones.', type: Boolean, example: true })
  @IsOptional()
  @TrueOrFalse()
  @IsBoolean({ message: 'active must be true or false' })
  active?: boolean;

  @ApiPropertyOptional({
    description: 'Only of these types. Repeat it, write `types[]`, or join by commas.',
    enum: RESOURCE_TYPES,
    isArray: true,
    maxItems: 4,
    example: ['DOCUMENT', 'CONSENT'],
  })
  @IsOptional()
  @Many()
  @IsIn(RESOURCE_TYPES, { each: true, message: `types must be of ${RESOURCE_TYPES.join(', ')}` })
  types?: ResourceType[];

  @ApiPropertyOptional({
    description: 'Only what has exactly this id of yours. Several mean any of them: repeat it, or join them by commas.',
    type: String,
    maxLength: 4000,
    example: 'terms-7',
  })
  @IsOptional()
  @Many({ orWhole: true })
  @ArrayMaxSize(20)
  @MaxLength(200, { each: true, message: 'internalId must have at most 200 characters' })
  internalId?: string[];
}

@ApiSchema({ name: 'ResourceList', description: 'A page of the catalogue, newest first.' })
export class ResourceList extends Page<ResourceEntity> {
  @ApiProperty({ description: 'The resources of this page.', type: [ResourceEntity], maxItems: 100, example: [] })
  data: ResourceEntity[];
}
