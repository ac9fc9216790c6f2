import { Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule, IdentityProviders } from '../../modules/identity';
import { ScriptedIdentityController } from './scripted-identity.controller';
import { ScriptedProvider } from './scripted-provider';

/** An identity provider that says what it is told: in the playground and in tests, nowhere else. */
@Module({ imports: [IdentityModule], controllers: [ScriptedIdentityController] })
export class ScriptedIdentityModule implements OnModuleInit {
  constructor(private readonly providers: IdentityProviders) {}

  onModuleInit(): void {
    this.providers.offer(new ScriptedProvider());
  }
}
