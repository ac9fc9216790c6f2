import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentGuard } from '../../src/modules/documents/guard/document-guard';
import { SealedDocuments } from '../../src/modules/documents/sealing/sealed-documents';
import { aSealSigner } from './seal-signer';

/** What a suite seals with: the sealing with its guard, a signer, and a folder for what outside programs look at. */
export interface Sealing {
  sealing: SealedDocuments;
  folder: string;
  /** There before the first test. */
  readonly signer: Awaited<ReturnType<typeof aSealSigner>>;
}

/** Made for the suite that calls it, and gone after its last test. */
export function sealingForSuite(): Sealing {
  const guard = new DocumentGuard();
  const sealing = new SealedDocuments(guard);
  const folder = mkdtempSync(join(tmpdir(), 'placet-sealing-'));
  let signer: Sealing['signer'];
  beforeAll(async () => {
    signer = await aSealSigner();
  });
  afterAll(async () => {
    await sealing.onModuleDestroy();
    await guard.onModuleDestroy();
    rmSync(folder, { recursive: true });
  });
  return {
    sealing,
    folder,
    get signer() {
      return signer;
    },
  };
}
