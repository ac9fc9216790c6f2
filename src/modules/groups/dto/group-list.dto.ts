import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { ListQuery, Page, TrueOrFalse } from '../../../platform/http';
import { GroupEntity } from './group-entity.dto';

/** What GET /v1/resource/group takes. Its search looks at name, description and the names of the resources inside. */
export class GroupQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Only active ones, or only inactive ones.', type: Boolean, example: true })
  @IsOptional()
  @TrueOrFalse()
  @IsBoolean({ message: 'active must be true or false' })
  active?: boolean;
}

@ApiSchema({ name: 'GroupList', description: 'A page of groups, newest first.' })
export class GroupList extends Page<GroupEntity> {
  @ApiProperty({ description: 'The groups of this page.', type: [GroupEntity], maxItems: 100, example: [] })
  data: GroupEntity[];
}
