import { Controller, Get } from '@nestjs/common';
import { CurrentPrincipal, OpenTo, type Principal } from '../../platform/http';
import type { Me } from './dto/me.dto';
import { DescribeMe } from './me.openapi';
import { WhoAmI } from './who-am-i';

@OpenTo('READ')
@Controller('v1/me')
export class MeController {
  constructor(private readonly whoAmI: WhoAmI) {}

  @Get()
  @DescribeMe()
  me(@CurrentPrincipal() caller: Principal): Promise<Me> {
    return this.whoAmI.execute(caller);
  }
}
