import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentOrganization, OpenTo, type CallingOrganization } from '../../../platform/http';
import { ListMandatesQuery, MandateVcQuery } from './dto/list-mandates.query';
import type { ListedMandate, MandateDto } from './dto/mandate.dto';
import { MandateIdPipe } from './mandate-id.pipe';
import { DescribeFindMandate, DescribeListMandates, DescribeMandateVc } from './mandates.openapi';
import { ReadMandates } from './read-mandates';

@OpenTo('READ')
@Controller('v1/via/mandates')
export class MandatesController {
  constructor(private readonly mandates: ReadMandates) {}

  @Get()
  @DescribeListMandates()
  list(
    @CurrentOrganization() organization: CallingOrganization,
    @Query() query: ListMandatesQuery,
  ): Promise<ListedMandate[]> {
    return this.mandates.list(organization, query);
  }

  @Get(':id')
  @DescribeFindMandate()
  find(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', MandateIdPipe) id: string,
  ): Promise<MandateDto> {
    return this.mandates.one(organization, id);
  }

  @Get(':id/vc')
  @DescribeMandateVc()
  vc(
    @CurrentOrganization() organization: CallingOrganization,
    @Param('id', MandateIdPipe) id: string,
    @Query() { version }: MandateVcQuery,
  ): Promise<object> {
    return this.mandates.vc(organization, id, version);
  }
}
