import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/database';
import type { CallingOrganization, OrganizationId } from '../../../platform/http';
import { DocumentStore } from '../../documents';
import { HostedStatusLists } from '../../keys';
import { documentsIn, theDocumentIn, type DocumentReference } from '../../resources';
import { BundleDids } from './bundle-dids';
import { jsonFile, textFile, type BundleFile } from './bundle-file';
import { BundleLog } from './bundle-log';
import { bundleReadme } from './bundle-readme';
import { FindBundled, type Bundled } from './find-bundled';

/** The files of a bundle but the manifest, in their order (decision 26). */
@Injectable()
export class BundleContents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly find: FindBundled,
    private readonly log: BundleLog,
    private readonly statusLists: HostedStatusLists,
    private readonly documents: DocumentStore,
    private readonly dids: BundleDids,
  ) {}

  /** `id` is the credential's id as it was sealed. */
  async of(caller: CallingOrganization, credentialId: string, at: Date): Promise<{ id: string; files: BundleFile[] }> {
    const bundled = await this.find.execute(caller.id, credentialId);
    const log = await this.log.execute(caller, credentialId, bundled);
    const statusList = await this.statusListOf(caller, bundled, at);
    const people = [...new Set(bundled.facts.decisions.map(({ subjectDid }) => subjectDid))];
    return this.unitOfWork.read(caller.id, async (tx) => {
      const named = { organization: caller.did, people };
      const signed = [bundled.credential, bundled.decisions, log.segments, statusList];
      const dids = await this.dids.of(tx, caller.id, named, signed);
      const files = [
        jsonFile('credential.json', bundled.credential),
        ...bundled.decisions.map(({ id, document }) => jsonFile(`decisions/${id}.json`, document)),
        ...this.documentsOf(caller.id, bundled),
        jsonFile('log.json', log),
        jsonFile('dids.json', dids),
        ...(statusList ? [jsonFile('status-list.json', statusList)] : []),
      ];
      const readme = bundleReadme({ bundled, log, dids, at, names: files.map(({ name }) => name) });
      return { id: bundled.credential.id, files: [textFile('README.txt', readme), ...files] };
    });
  }

  private async statusListOf(
    { id: org, did }: CallingOrganization,
    { credential }: Bundled,
    at: Date,
  ): Promise<unknown> {
    const status = credential.credentialStatus as { statusListCredential: string } | undefined;
    if (!status) return null;
    const listId = status.statusListCredential.split('/').at(-1)!;
    const list = await this.unitOfWork.run(org, (tx) => this.statusLists.read(tx, org, did, listId, at));
    return list && (JSON.parse(list) as unknown);
  }

  /** The two forms of a DOCUMENT, and every other PDF that was shown or that people attached. */
  private documentsOf(org: OrganizationId, { facts, sealedSha256, evidenceSha256 }: Bundled): BundleFile[] {
    const original = facts.type === 'DOCUMENT' ? (theDocumentIn(facts.data)!.value as DocumentReference).sha256 : null;
    const shown = documentsIn([...facts.data, ...facts.decisions.flatMap(({ answers }) => answers ?? [])]);
    const others = new Set(shown.map(({ sha256 }) => sha256).filter((sha256) => sha256 !== original));
    const named: [string, string | null][] = [
      ['document.pdf', sealedSha256],
      ['evidence.pdf', evidenceSha256],
      ['original.pdf', original],
      ...[...others].sort().map((sha256): [string, string] => [`attachments/${sha256}.pdf`, sha256]),
    ];
    return named.flatMap(([name, sha256]) =>
      sha256 === null ? [] : [{ name, pieces: () => this.documents.pieces(org, sha256) }],
    );
  }
}
