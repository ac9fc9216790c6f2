import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

@ApiSchema({ name: 'ExpectedDocument', description: 'The document that one contact must be identified with.' })
export class ExpectedDocumentDto {
  @ApiProperty({
    description: 'One of the contacts of the request.',
    minLength: 1,
    maxLength: 1000,
    example: 'user@example.com',
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  contact: string;

  @ApiProperty({
    description:
      'The number of the document. Spaces are dropped; capitals and small letters count as the same. Kept as a keyed hash only.',
    minLength: 1,
    maxLength: 50,
    example: '12345678',
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  docId: string;
}
