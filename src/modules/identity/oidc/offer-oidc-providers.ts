import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import { Settings } from '../../../platform/configuration';
import { IdentityProviders } from '../identity-providers';
import { OidcProvider } from './oidc-provider';
import { readOidcSettings } from './oidc-settings';

/** The providers that the server's administrator has configured. */
@Injectable()
export class OfferOidcProviders implements OnModuleInit {
  constructor(
    private readonly settings: Settings,
    private readonly providers: IdentityProviders,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const { IDENTITY_PROVIDERS, production } = this.settings;
    if (!IDENTITY_PROVIDERS) return;
    for (const settings of readOidcSettings(IDENTITY_PROVIDERS, production))
      this.providers.offer(new OidcProvider(settings, this.clock));
  }
}
