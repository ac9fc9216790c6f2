import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule, IdentityProviders } from '../../modules/identity';
import { ScriptedIdentityController } from './scripted-identity.controller';
import { ScriptedProvider } from './scripted-provider';

@Injectable()
export class OfferScriptedProvider implements OnModuleInit {
  constructor(private readonly providers: IdentityProviders) {}

  onModuleInit(): void {
    this.providers.offer(new ScriptedProvider());
  }
}

/** An identity provider that says what it is told, by itself: for tests. The playground has the same parts. */
@Module({
  imports: [IdentityModule],
  controllers: [ScriptedIdentityController],
  providers: [OfferScriptedProvider],
})
export class ScriptedIdentityModule {}
