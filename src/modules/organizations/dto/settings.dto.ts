import { ApiProperty, ApiPropertyOptional, ApiSchema, OmitType } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Organization } from '../organization.entity';
import { OrganizationSettings } from '../organization-settings';

/** A picture of 100 kB in base64, and a little for `data:image/jpeg;base64,`. */
const LONGEST_LOGO = 136_600;

/** A grey square of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

@ApiSchema({
  name: 'ChangeSettings',
  description: 'Settings to change: what is absent stays as it is, null clears what may be absent.',
})
export class ChangeSettingsDto extends OmitType(OrganizationSettings, ['createsPerMinute'] as const) {
  @ApiPropertyOptional({
    description:
      'The picture of messages and pages: a whole PNG or JPEG of at most 100 kB and 4 million pixels in base64 (or a data: URL); ' +
      'null: none.',
    type: String,
    nullable: true,
    maxLength: LONGEST_LOGO,
    example: PIXEL,
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_LOGO, { message: 'logo must have at most 100 kB' })
  logo?: string | null;
}

@ApiSchema({ name: 'Settings', description: 'The settings of an organization.' })
export class SettingsView extends OrganizationSettings {
  @ApiProperty({
    description: 'The picture of messages and pages, in base64; null: none.',
    type: String,
    nullable: true,
    // An administrator may have set one of 200 kB.
    maxLength: 2 * LONGEST_LOGO,
    example: PIXEL,
  })
  logo: string | null;

  @ApiProperty({
    description: 'What the picture is.',
    type: String,
    enum: ['image/png', 'image/jpeg', null],
    nullable: true,
    example: 'image/png',
  })
  logoType: string | null;

  @ApiProperty({
    description: 'When a setting was last changed.',
    type: String,
    format: 'date-time',
    maxLength: 24,
    example: '2026-01-12T09:00:00.000Z',
  })
  updatedAt: Date;
}

export function settingsView(organization: Organization): Required<SettingsView> {
  const { name, colour, language, codeDelivery, codeLength, requestDays, defaultCountry } = organization;
  const { allowedOrigins, createsPerMinute, documentChanges, logo, logoType, updatedAt } = organization;
  const { minSignatureVersion, finalSignatureVersion } = organization;
  return {
    ...{ name, colour, language, codeDelivery, codeLength, requestDays, defaultCountry },
    ...{ allowedOrigins, createsPerMinute, documentChanges, logoType, updatedAt },
    ...{ minSignatureVersion, finalSignatureVersion },
    logo: logo?.toString('base64') ?? null,
  };
}
