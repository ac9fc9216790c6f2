import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from './api-client';
import type { CorpusServerCard } from './corpus-server';
import { PageVisitor } from './page-visitor';

/** A place to fill, in percent of the page as a person sees it. */
export interface AskedPlace {
  type: string;
  /** From 0. */
  pageIndex: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What became of a document that was asked. */
export interface SignedFile {
  sealed: Buffer;
  places: AskedPlace[];
  /** What was changed to make the upload usable. */
  changes: string[];
}

/** A document that was accepted and answered, and then not sealed. */
export class NotSealed extends Error {
  override readonly name = 'NotSealed';
}

interface Resource {
  id: string;
  data: { pages: number; changes?: { what: string }[] }[];
}
interface Created {
  credentials: { id: string }[];
  subjects: { code: string; link: string }[];
}
interface Shown {
  credential: { sealing?: { status: string; reason?: string } };
  w3cCredential: { proof?: object } | null;
}

const CONTACT = 'ana@example.com';
const EVERY_TYPE = ['SIGNATURE', 'INITIALS', 'NAME', 'DATE', 'TEXT', 'CHECKBOX'];
const LONGEST_SEALING_MS = 120_000;
let counter = 0;

/** A place of every type on the first page, and a signature on the last. */
function placesOn(pages: number): AskedPlace[] {
  const boxes = EVERY_TYPE.map((type, index) => ({
    ...{ type, pageIndex: 0, x: index % 2 === 0 ? 6 : 54, y: 52 + Math.floor(index / 2) * 13 },
    ...(type === 'CHECKBOX' ? { width: 8, height: 8 } : { width: 40, height: 10 }),
  }));
  const last = { type: 'SIGNATURE', pageIndex: pages - 1, x: 54, y: 30, width: 40, height: 10 };
  return [...boxes, last];
}

/** On a page of a few points: one place over most of it. */
const ONE_LARGE_PLACE = [{ type: 'SIGNATURE', pageIndex: 0, x: 5, y: 5, width: 90, height: 90 }];

/** One document's way through a server: uploaded, asked, answered at the link, sealed, downloaded. */
export class SigningOfFiles {
  private readonly api: ApiClient;

  constructor(private readonly server: CorpusServerCard) {
    this.api = new ApiClient(server);
  }

  /** Throws Refused for an upload or a request that is refused, NotSealed when nothing comes out. */
  async sign(pdf: Buffer): Promise<SignedFile> {
    const content = pdf.toString('base64');
    const resource = await this.api.call<Resource>('POST', '/v1/resource', {
      ...{ type: 'DOCUMENT', name: 'Document', internalId: `document-${++counter}`, content },
    });
    const [field] = resource.data;
    const { places, created } = await this.ask(resource.id, placesOn(field.pages));
    const [{ id }] = created.credentials;
    await this.answer(created);
    await this.untilSealed(id);
    const { fileContent } = await this.api.call<{ fileContent: string }>('GET', `/v1/resource/download/${id}`);
    const changes = (field.changes ?? []).map(({ what }) => what);
    return { sealed: Buffer.from(fileContent, 'base64'), places, changes };
  }

  /** As an asker does who reads why places are refused: larger ones on a tiny page, none where the document allows none. */
  private async ask(resourceId: string, places: AskedPlace[]): Promise<{ places: AskedPlace[]; created: Created }> {
    const signaturePlacements = places.map((place) => ({ ...place, contact: CONTACT, resourceId }));
    const body = { contacts: [CONTACT], resourcesIds: [resourceId], signaturePlacements };
    try {
      return { places, created: await this.api.call<Created>('POST', '/v1/request', body) };
    } catch (error) {
      const { message } = error as Error;
      if (/Ask without places/.test(message)) return this.ask(resourceId, []);
      if (/too small/.test(message) && places.length > 1) return this.ask(resourceId, ONE_LARGE_PLACE);
      throw error;
    }
  }

  private async answer({ subjects: [{ link, code }] }: Created): Promise<void> {
    try {
      await new PageVisitor(this.server.url, new URL(link).pathname).signs(code);
    } catch (error) {
      throw new NotSealed(`not answered: ${(error as Error).message}`);
    }
  }

  private async untilSealed(id: string): Promise<void> {
    for (const until = Date.now() + LONGEST_SEALING_MS; Date.now() < until; await pause(100)) {
      const { credential, w3cCredential } = await this.api.call<Shown>('GET', `/v1/credential/${id}`);
      const { status, reason } = credential.sealing ?? {};
      if (status === 'REFUSED') throw new NotSealed(`sealing refused: ${reason}`);
      if (w3cCredential?.proof) return;
    }
    throw new NotSealed(`not sealed within ${LONGEST_SEALING_MS / 1000} seconds`);
  }
}
