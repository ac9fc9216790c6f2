import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock';
import type { CallingOrganization } from '../../../platform/http';
import { BundleContents } from './bundle-contents';
import { jsonFile, measured, type MeasuredFile } from './bundle-file';
import { BundleManifest } from './bundle-manifest';
import { lengthOfZip, storedZip } from './stored-zip';

export interface Bundle {
  zip: AsyncIterable<Buffer>;
  length: number;
}

/** GET /v1/credential/evidence/{id}: everything that proves a decided credential, checkable without this server (decision 26). */
@Injectable()
export class MakeBundle {
  constructor(
    private readonly contents: BundleContents,
    private readonly manifest: BundleManifest,
    private readonly clock: Clock,
  ) {}

  /** The zip, as it is read from the database, and its length in bytes. */
  async execute(caller: CallingOrganization, credentialId: string): Promise<Bundle> {
    const at = this.clock.now();
    const { id, files } = await this.contents.of(caller, credentialId, at);
    const listed: MeasuredFile[] = [];
    for (const file of files) listed.push(await measured(file));
    const manifest = jsonFile('manifest.json', await this.manifest.sign(caller, id, listed, at));
    listed.push(await measured(manifest));
    return { zip: storedZip(listed), length: lengthOfZip(listed) };
  }
}
