import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentOrganization, IdPipe, type CallingOrganization } from '../../platform/http';
import { DescribeDownload, DescribeShowCredential } from './credentials.openapi';
import { CredentialQuery } from './dto/credential-query.dto';
import { ShowCredential, type DownloadedDocument, type ShownCredential } from './show-credential';

@Controller('v1')
export class CredentialsController {
  constructor(private readonly showCredential: ShowCredential) {}

  @Get('credential/:id')
  @DescribeShowCredential()
  show(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('id', IdPipe) id: string,
    @Query() { includePdf }: CredentialQuery,
  ): Promise<ShownCredential> {
    return this.showCredential.execute(org, id, includePdf);
  }

  @Get('resource/download/:credentialId')
  @DescribeDownload()
  download(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Param('credentialId', IdPipe) id: string,
  ): Promise<DownloadedDocument> {
    return this.showCredential.download(org, id);
  }
}
