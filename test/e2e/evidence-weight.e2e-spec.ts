import { randomBytes } from 'node:crypto';
import { MakeBundle } from '../../src/modules/credentials/bundle/make-bundle';
import { PIECE_BYTES } from '../../src/modules/documents/document-store';
import { aDocument } from '../support/asking';
import { aPdf } from '../support/pdfs';
import { approved, sealed } from '../support/proving';
import { startServer } from '../support/server';

/** As large as an upload may be. */
const heavy = (): Buffer =>
  aPdf()
    .page()
    .withCatalog((writer) => `/Weight ${writer.addStream(randomBytes(10 * 1024 * 1024 - 2000))}`)
    .build();

it('The evidence of the largest document goes out whole, piece by piece', async () => {
  const server = await startServer();
  const organization = await server.organization();
  const asked = await approved(server, organization, { credentials: [aDocument(heavy())] });
  const [{ id }] = asked.credentials;
  await sealed(organization, id);
  const caller = { ...organization.entity, id: organization.id, did: organization.entity.did } as never;
  const make = () => server.app.get(MakeBundle).execute(caller, id);
  for (let round = 0; round < 2; round++) {
    const { zip, length } = await make();
    const sizes: number[] = [];
    for await (const piece of zip) sizes.push(piece.length);
    const size = sizes.reduce((all, one) => all + one, 0);
    expect(size).toBeGreaterThan(20 * 1024 * 1024);
    expect(size).toBe(length);
    expect(Math.max(...sizes)).toBe(PIECE_BYTES);
  }
  await server.stop();
});
