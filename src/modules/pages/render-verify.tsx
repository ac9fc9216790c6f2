import { displayName, renderDocument } from '../../platform/pages';
import type { PublicStanding } from '../credentials';
import type { Language } from './language';
import { LanguageMenu } from './language-menu';
import { Letterhead } from './letterhead';
import { MarkDrawing } from './marks';
import { nameOf } from './page-language';
import { PageShell } from './page-shell';
import { Moment } from './sentence';

const LONGEST_ORGANIZATION = 80;

/** How a sealed credential stands at the address `here`, and the means to hold a file against its seal: the file never leaves the browser. */
export function renderVerify(language: Language, here: string, credentialId: string, standing: PublicStanding): string {
  const { verify: words, someOrganization } = language.words;
  const { status, statusReason, sealedAt, documents, isBroken } = standing;
  const stands = statusReason === 'EXPIRED' ? words.expired : words.standing[status];
  const organization = displayName(standing.organization.name, LONGEST_ORGANIZATION) ?? someOrganization;
  const top = (
    <>
      <Letterhead organization={organization} />
      <LanguageMenu language={language} here={here} />
    </>
  );
  return renderDocument(
    <PageShell
      language={language}
      title={words.title}
      colour={standing.organization.colour ?? undefined}
      scripts={['verify.js']}
      top={top}
    >
      <MarkDrawing mark={status === 'APPROVED' && !isBroken ? 'done' : 'notice'} />
      <h1>{isBroken ? words.broken : stands}</h1>
      {isBroken && <p>{words.brokenText}</p>}
      <dl class="facts">
        <div>
          <dt>{words.issuer}</dt>
          <dd>
            <bdi>{organization}</bdi>
          </dd>
        </div>
        <div>
          <dt>{words.sealedAt}</dt>
          <dd>{sealedAt && <Moment date={sealedAt} tag={language.tag} />}</dd>
        </div>
        <div>
          <dt>{words.credential}</dt>
          <dd>
            <code>{credentialId}</code>
          </dd>
        </div>
      </dl>
      {documents.length > 0 && <Fingerprint words={words} documents={documents} />}
      <p class="aside">{words.private}</p>
      <p>
        <a href={`/verify?lang=${nameOf(language)}`}>{words.more}</a>
      </p>
    </PageShell>,
  );
}

/** The newest is shown; a file that it was before is the sealed one as well. */
function Fingerprint({ words, documents }: { words: Language['words']['verify']; documents: string[] }) {
  return (
    <section>
      <h2>{words.fileTitle}</h2>
      <p>{words.file}</p>
      <p>
        <code class="fingerprint">{documents.at(-1)}</code>
      </p>
      <div data-verify={documents.join(' ')} data-same={words.same} data-different={words.different} hidden>
        <label class="button wide">
          {words.choose}
          <input class="visually-hidden" type="file" accept="application/pdf" />
        </label>
        <p role="status" class="said"></p>
      </div>
    </section>
  );
}
