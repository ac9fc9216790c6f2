import { Module } from '@nestjs/common';
import { OrganizationsModule } from '../organizations';
import { RequestsModule } from '../requests';
import { LinkController } from './link.controller';
import { StyleController } from './style.controller';

/** What the person at the link sees. */
@Module({ imports: [OrganizationsModule, RequestsModule], controllers: [LinkController, StyleController] })
export class PagesModule {}
