import { Body, Controller, Get, HttpCode, Post, Query, UseInterceptors } from '@nestjs/common';
import {
  CurrentOrganization,
  CurrentPrincipal,
  OpenTo,
  type Answer,
  type CallingOrganization,
  type Principal,
} from '../../platform/http';
import { CurrentAttempt, WriteGate, type WriteAttempt } from '../../platform/writes';
import { AddContact } from './add-contact';
import { AddContactDto } from './dto/add-contact.dto';
import { FindUserQuery } from './dto/find-user.query';
import type { UserDto } from './dto/user.dto';
import { FindUser } from './find-user';
import { ImportUsers } from './import-users';
import { DescribeAddContact, DescribeFindUser, DescribeImportUsers } from './users.openapi';

@OpenTo('ASK')
@Controller('v1/user')
export class UsersController {
  constructor(
    private readonly findUser: FindUser,
    private readonly importUsers: ImportUsers,
    private readonly addContact: AddContact,
  ) {}

  @Get()
  @OpenTo('READ')
  @DescribeFindUser()
  find(@CurrentOrganization() organization: CallingOrganization, @Query() query: FindUserQuery): Promise<UserDto> {
    return this.findUser.execute(organization, query);
  }

  @Post()
  @HttpCode(200)
  @UseInterceptors(WriteGate)
  @DescribeImportUsers()
  import(
    @CurrentPrincipal() caller: Principal,
    @Body() items: unknown,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.importUsers.execute(caller, items, attempt);
  }

  @Post('contact')
  @HttpCode(200)
  @UseInterceptors(WriteGate)
  @DescribeAddContact()
  add(
    @CurrentPrincipal() caller: Principal,
    @Body() dto: AddContactDto,
    @CurrentAttempt() attempt: WriteAttempt,
  ): Promise<Answer> {
    return this.addContact.execute(caller, dto, attempt);
  }
}
