import { DynamicModule, Module, Type } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AuthModule } from './modules/auth';
import { CredentialsModule } from './modules/credentials';
import { GroupsModule } from './modules/groups';
import { OrganizationsModule } from './modules/organizations';
import { PagesModule } from './modules/pages';
import { RequestsModule } from './modules/requests';
import { ResourcesModule } from './modules/resources';
import { SubjectsModule } from './modules/subjects';
import { VcApiModule } from './modules/vc-api';
import { WebhooksModule } from './modules/webhooks';
import { AnswerInterceptor, ProblemFilter, RequestValidation, UnknownPathModule } from './platform/http';
import type { Settings } from './platform/configuration';
import { MetricsModule } from './platform/metrics';
import { PlatformModule } from './platform/platform.module';

/** The whole server. The playground adds itself; nothing here knows it. */
@Module({})
export class AppModule {
  static with(settings: Settings, additions: (Type | DynamicModule)[] = []): DynamicModule {
    return {
      module: AppModule,
      // Routes are tried in this order, those of a module that is not named here last. So every module with routes is named:
      // /v1/resource/group comes before /v1/resource/{id}, which would take it for an id, and what answers the rest is last.
      imports: [
        PlatformModule.with(settings),
        ...[MetricsModule, AuthModule, OrganizationsModule, GroupsModule, ResourcesModule, SubjectsModule],
        ...[CredentialsModule, RequestsModule, WebhooksModule, PagesModule],
        ...(settings.VC_API === 'on' ? [VcApiModule] : []),
        ...additions,
        UnknownPathModule, // last: it answers what nobody else does
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_PIPE, useClass: RequestValidation },
      ],
    };
  }
}
