import { ApiHideProperty, ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { Allow, ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsObject, ValidateNested } from 'class-validator';
import { AskedTermsDto, DataFieldDto, RESOURCE_TYPES, type ResourceType } from '../../resources';

/** Something to decide, given inline instead of by the id of a resource. */
@ApiSchema({ description: 'Something to decide, given inline instead of by the id of a resource.' })
export class CredentialDto extends AskedTermsDto {
  @ApiProperty({ description: 'What it is. Any case is accepted.', enum: RESOURCE_TYPES, example: 'CONSENT' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toUpperCase() : value))
  @IsIn(RESOURCE_TYPES, { message: `type must be one of ${RESOURCE_TYPES.join(', ')}` })
  type: ResourceType;

  @ApiProperty({
    description:
      'What is asked. A CONSENT needs a visible field labelled `text` and may have one labelled `url`; a DOCUMENT needs a ' +
      'visible field labelled `pdf` of type pdf; in a FORM a field without a value is a question; a JSON takes any fields.',
    type: () => [DataFieldDto],
    minItems: 1,
    maxItems: 200,
    example: [{ label: 'text', type: 'string', value: 'I agree that my travel data is used to book my hotel.' }],
  })
  @IsArray()
  @ArrayNotEmpty({ message: 'data must have at least one field' })
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DataFieldDto)
  data: DataFieldDto[];

  // Sent by clients of other versions of this API; accepted and ignored.
  @ApiHideProperty() @Allow() placements?: unknown;
  @ApiHideProperty() @Allow() tags?: unknown;
  @ApiHideProperty() @Allow() content?: unknown;
  @ApiHideProperty() @Allow() price?: unknown;
}
