import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { CurrentOrganization, IdPipe, OpenTo, type CallingOrganization } from '../../platform/http';
import { MakeBundle } from './bundle/make-bundle';
import { DescribeBundle, DescribeDownload, DescribeShowCredential } from './credentials.openapi';
import { CredentialQuery, DownloadQuery } from './dto/credential-query.dto';
import { ShowCredential, type DownloadedDocument, type ShownCredential } from './show-credential';

@OpenTo('READ')
@Controller('v1')
export class CredentialsController {
  constructor(
    private readonly showCredential: ShowCredential,
    private readonly makeBundle: MakeBundle,
  ) {}

  @Get('credential/:id')
  @DescribeShowCredential()
  show(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Query() { includePdf }: CredentialQuery,
  ): Promise<ShownCredential> {
    return this.showCredential.execute(org, id, includePdf);
  }

  @Get('credential/evidence/:id')
  @Header('Cache-Control', 'no-store')
  @DescribeBundle()
  async evidence(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', IdPipe) id: string,
  ): Promise<StreamableFile> {
    const { zip, length } = await this.makeBundle.execute(organization, id);
    return new StreamableFile(Readable.from(zip), {
      type: 'application/zip',
      disposition: `attachment; filename="evidence-${id}.zip"`,
      length,
    });
  }

  @Get('resource/download/:credentialId')
  @DescribeDownload()
  download(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('credentialId', IdPipe) id: string,
    @Query() { sha256 }: DownloadQuery,
  ): Promise<DownloadedDocument> {
    return this.showCredential.download(org, id, sha256);
  }
}
