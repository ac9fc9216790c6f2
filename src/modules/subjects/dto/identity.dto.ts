import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsISO31661Alpha3, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const text = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value);
const withoutSpaces = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.replace(/[\s\u200b\ufeff]+/g, '') : value;
const upperCase = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toUpperCase() : value);

/** An optional field of at most `longest` characters; null counts as absent. */
function OptionalText(description: string, example: string, longest = 50): PropertyDecorator {
  const parts = [
    ApiPropertyOptional({ description, example, minLength: 1, maxLength: longest }),
    IsOptional(),
    IsString(),
    IsNotEmpty(),
    MaxLength(longest),
    Transform(text),
  ];
  return (target, property) => parts.forEach((part) => part(target, property));
}

/** Who a person is, as their organization says. Kept sealed. */
@ApiSchema({ description: 'Who a person is, as your organization says. Kept sealed.' })
export class IdentityDto {
  @ApiProperty({
    description: 'The name as on the document.',
    example: 'Ana Maria Silva',
    minLength: 1,
    maxLength: 200,
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @Transform(text)
  fullName: string;

  @ApiProperty({
    description: 'The day of birth (ISO 8601), in the past. A time of day is dropped.',
    format: 'date',
    example: '1990-04-23',
    maxLength: 40,
  })
  @IsString()
  @Matches(/^\d{4}-\d\d-\d\d(T.*)?$/, { message: 'birth must be a date like 1990-04-23' })
  @MaxLength(40)
  @Transform(text)
  birth: string;

  @ApiProperty({
    description: 'The number of the document. Spaces are dropped; capitals and small letters count as the same.',
    example: '12345678',
    minLength: 1,
    maxLength: 50,
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  @Transform(withoutSpaces)
  docId: string;

  @ApiProperty({
    description: 'The country of the document: ISO 3166-1 alpha-3.',
    example: 'PRT',
    pattern: '^[A-Za-z]{3}$',
    minLength: 3,
    maxLength: 3,
  })
  @IsISO31661Alpha3({ message: 'countryAlpha3 must be an ISO 3166-1 alpha-3 code, e.g. PRT' })
  @Transform(upperCase)
  countryAlpha3: string;

  @ApiPropertyOptional({
    description: 'The whole number, with check digits. Starts with docId. Spaces are dropped.',
    example: '12345678 9 ZZ4',
    minLength: 1,
    maxLength: 50,
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  @Transform(withoutSpaces)
  fullDocId?: string;

  @OptionalText('As on the document.', 'F')
  gender?: string;

  @OptionalText('Until when the document is valid.', '2031-05-01')
  expiresAt?: string;

  @OptionalText('When the document was issued.', '2021-05-01')
  issueDate?: string;

  @OptionalText('The number for taxes.', '123456789')
  taxNumber?: string;

  @OptionalText('The number for health care.', '987654321')
  healthNumber?: string;

  @OptionalText('The number for social security.', '11223344556')
  socialSecurityNumber?: string;

  @OptionalText('As on the document.', '1.68')
  height?: string;

  @OptionalText('What kind of document it is.', 'ID_CARD')
  documentType?: string;

  @OptionalText('What tells two documents of one person apart.', '01')
  documentDiscriminator?: string;

  @OptionalText('Where the person was born.', 'Lisboa')
  placeOfBirth?: string;

  @OptionalText('A picture, or where it is.', 'https://example.com/photos/1.jpg', 2000)
  photo?: string;

  @OptionalText('The lines a machine reads.', 'I<PRT123456789<ZZ4<<<<<<<<<<<', 2000)
  mrzText?: string;

  @OptionalText('Whatever else you keep about this identity.', 'Seen at the Lisbon office', 2000)
  extra?: string;
}
