import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { DOCUMENT_CHANGES, FORBIDDABLE, type DocumentChange, type EmbeddedFile } from '../../documents';

@ApiSchema({
  name: 'DocumentChange',
  description: 'One thing that was done to an uploaded PDF so that it can be used.',
})
export class DocumentChangeDto implements DocumentChange {
  @ApiProperty({
    description:
      'REPAIRED: damage that every viewer mends. DECRYPTED: an encryption that opens without a password. SCRIPTS_REMOVED, ' +
      'XFA_REMOVED, ACTIONS_REMOVED: scripts; an XFA form beside the pages; actions that run by themselves or leave the document.',
    enum: DOCUMENT_CHANGES,
    example: 'DECRYPTED',
  })
  what: DocumentChange['what'];

  @ApiPropertyOptional({
    description: 'DECRYPTED only: what the author of the PDF had forbidden.',
    type: 'array',
    items: { type: 'string', enum: [...FORBIDDABLE] },
    maxItems: FORBIDDABLE.length,
    example: ['COPYING'],
  })
  forbidden?: DocumentChange['forbidden'];
}

@ApiSchema({ name: 'EmbeddedFile', description: 'A file that a PDF carries, such as the data of an invoice.' })
export class EmbeddedFileDto implements EmbeddedFile {
  @ApiProperty({ description: 'Its name.', maxLength: 200, example: 'factur-x.xml' }) name: string;

  @ApiProperty({
    description: 'How many bytes it has; null: the PDF does not say.',
    type: 'integer',
    format: 'int64',
    minimum: 0,
    maximum: 9_007_199_254_740_991,
    nullable: true,
    example: 15_658,
  })
  size: number | null;
}

/** What an answer says of a PDF beside its digest, size and pages. */
export abstract class DocumentDescriptionDto {
  @ApiPropertyOptional({
    description:
      'Of a `pdf` of which a usable copy is asked, shown and sealed: the SHA-256 of what was uploaded. `sha256`, `size` and ' +
      '`pages` are those of the copy.',
    pattern: '^[0-9a-f]{64}$',
    maxLength: 64,
    example: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
  })
  originalSha256?: string;

  @ApiPropertyOptional({
    description: 'Of a `pdf`: how the copy differs from what was uploaded.',
    type: () => [DocumentChangeDto],
    maxItems: DOCUMENT_CHANGES.length,
    example: [{ what: 'DECRYPTED', forbidden: ['COPYING'] }],
  })
  changes?: DocumentChange[];

  @ApiPropertyOptional({
    description: 'Of a `pdf`: the files that it carries, if any.',
    type: () => [EmbeddedFileDto],
    maxItems: 100,
    example: [{ name: 'factur-x.xml', size: 15_658 }],
  })
  embeddedFiles?: EmbeddedFile[];
}
