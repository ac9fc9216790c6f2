import { ApiProperty, ApiSchema } from '@nestjs/swagger';

/** That this server speaks the protocol of its DIDs and mandates. */
@ApiSchema({ name: 'ViaHealth', description: 'That this server speaks the protocol of DIDs and mandates.' })
export class ViaHealth {
  @ApiProperty({ description: 'The protocol.', enum: ['via-protocol'], example: 'via-protocol' }) protocol: string;
  @ApiProperty({ description: 'The version of this server.', maxLength: 40, example: '0.1.0' }) version: string;
  @ApiProperty({ description: 'How it is.', enum: ['ok'], example: 'ok' }) status: string;
  @ApiProperty({
    description: "This server's time.",
    format: 'date-time',
    maxLength: 30,
    example: '2026-02-01T09:30:00.000Z',
  })
  timestamp: string;
}
