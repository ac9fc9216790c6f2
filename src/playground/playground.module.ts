import { DynamicModule, Global, Inject, Injectable, Module, OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { AuthModule } from '../modules/auth';
import { WebhooksModule } from '../modules/webhooks';
import { IdentityModule } from '../modules/identity';
import { Settings } from '../platform/configuration';
import { ANONYMOUS_CALLERS } from '../platform/http';
import { CredentialsController, PLAYGROUND_CARD } from './credentials.controller';
import { ScriptedIdentityController } from './identity/scripted-identity.controller';
import { OfferScriptedProvider } from './identity/scripted-identity.module';
import { LoopbackCallers } from './loopback-callers';
import { MailboxController } from './mailbox/mailbox.controller';
import { MailboxStore } from './mailbox/mailbox-store';
import { StartController } from './start/start.controller';
import { Inbox } from './webhooks/inbox';
import { InboxController } from './webhooks/inbox.controller';

/** What the playground needs from whoever opened it. */
export interface PlaygroundOptions {
  directory: string;
  /** Stops the database; called when everything that uses it has closed. */
  stop: () => Promise<void>;
}

export const PLAYGROUND_OPTIONS = Symbol('playground options');

/** Last of all: the database goes when nothing needs it any more. */
@Injectable()
export class DatabaseStop implements OnApplicationShutdown {
  constructor(
    @Inject(PLAYGROUND_OPTIONS) private readonly options: PlaygroundOptions,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.options.stop();
  }
}

/** Everything that exists in the playground only. Where there is a DATABASE_URL, none of it is registered. */
@Global()
@Module({})
export class PlaygroundModule {
  static with(options: PlaygroundOptions): DynamicModule {
    return {
      module: PlaygroundModule,
      imports: [AuthModule, IdentityModule, WebhooksModule],
      controllers: [
        ...[StartController, MailboxController, InboxController, CredentialsController],
        ScriptedIdentityController,
      ],
      providers: [
        { provide: PLAYGROUND_OPTIONS, useValue: options },
        { provide: ANONYMOUS_CALLERS, useClass: LoopbackCallers },
        { provide: PLAYGROUND_CARD, useValue: join(options.directory, 'playground.json') },
        {
          provide: MailboxStore,
          inject: [Settings],
          useFactory: ({ CAPTURE_DIRECTORY }: Settings) => new MailboxStore(CAPTURE_DIRECTORY!),
        },
        Inbox,
        OfferScriptedProvider,
        DatabaseStop,
      ],
      exports: [ANONYMOUS_CALLERS],
    };
  }
}
