import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { CurrentOrganization, LargeBody, OpenTo, type CallingOrganization } from '../../platform/http';
import { CheckPlacements } from './check-placements';
import { CheckPlacementsDto, CheckPlacementsQuery } from './dto/check-placements.dto';
import type { CheckedPlacements } from './dto/checked-placements.dto';
import { DescribeCheckPlacements } from './placements.openapi';

@OpenTo('ASK')
@Controller('v1/placements')
export class PlacementsController {
  constructor(private readonly checkPlacements: CheckPlacements) {}

  @Post('check')
  @HttpCode(200)
  @LargeBody()
  @DescribeCheckPlacements()
  check(
    @CurrentOrganization() { id: org }: CallingOrganization,
    @Body() dto: CheckPlacementsDto,
    @Query() { preview = false }: CheckPlacementsQuery,
  ): Promise<CheckedPlacements> {
    return this.checkPlacements.execute(org, dto, preview);
  }
}
