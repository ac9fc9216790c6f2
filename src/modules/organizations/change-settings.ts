import { Injectable } from '@nestjs/common';
import { Problem, type Answer, type OrganizationId } from '../../platform/http';
import { NotAPicture } from '../../platform/pictures';
import { WritesOnce, type WriteAttempt } from '../../platform/writes';
import { settingsView, type ChangeSettingsDto } from './dto/settings.dto';
import { OrganizationsService } from './organizations.service';
import { logoOf, type Logo } from './picture';

const LARGEST_LOGO = 100_000;

/** Changes what is named, all or nothing. The guard keeps no copy: the next call sees it. */
@Injectable()
export class ChangeSettings {
  constructor(
    private readonly writesOnce: WritesOnce,
    private readonly organizations: OrganizationsService,
  ) {}

  async execute(org: OrganizationId, { logo, ...settings }: ChangeSettingsDto, attempt: WriteAttempt): Promise<Answer> {
    const picture = typeof logo === 'string' ? await decoded(logo) : logo;
    return this.writesOnce.run(org, attempt, async (tx) => {
      await this.organizations.configure(tx, org, settings, picture);
      return { id: org, status: 200, body: settingsView(await this.organizations.get(tx, org)) };
    });
  }
}

async function decoded(text: string): Promise<Logo> {
  const base64 = text.replace(/^data:image\/(png|jpeg);base64,/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw refusal('logo must be a picture in base64');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > LARGEST_LOGO) {
    throw refusal(`logo must have at most ${LARGEST_LOGO / 1000} kB: this one has ${Math.ceil(bytes.length / 1000)}`);
  }
  return logoOf(bytes).catch((error: unknown) => {
    throw error instanceof NotAPicture ? refusal(`logo ${error.message}`) : error;
  });
}

const refusal = (message: string): Problem => Problem.invalid([{ field: 'logo', message }]);
