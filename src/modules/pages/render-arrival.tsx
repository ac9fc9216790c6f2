import { displayName, isolated, longDate, renderDocument } from '../../platform/pages';
import type { Arrival } from '../requests';
import type { Language } from './language';
import { OpenPage } from './open-page';
import { languageOfRequest } from './page-language';
import { ScreenPage } from './screen-page';

const LONGEST_ORGANIZATION = 80;
const LONGEST_REQUEST_NAME = 120;

/** The page of a request as whoever holds its link sees it. */
export function renderArrival(arrival: Arrival, token: string): string {
  const language = languageOfRequest(arrival.language);
  const { hasLogo, colour } = arrival.organization;
  const organization = displayName(arrival.organization.name, LONGEST_ORGANIZATION) ?? language.words.someOrganization;
  const page = {
    language,
    sender: { organization, logo: hasLogo ? `/link/${token}/logo` : undefined },
    colour: colour ?? undefined,
    requestName: displayName(arrival.requestName ?? undefined, LONGEST_REQUEST_NAME),
  };
  const named = isolated(organization, language.direction);
  if (arrival.state === 'OPEN') {
    const { itemCount, expiresAt } = arrival;
    return renderDocument(<OpenPage {...page} organization={named} itemCount={itemCount} expiresAt={expiresAt} />);
  }
  return renderDocument(<ScreenPage {...page} {...closed(arrival, language, named)} />);
}

function closed({ state, expiresAt }: Arrival, { words, tag }: Language, organization: string) {
  switch (state) {
    case 'EXPIRED':
      return { mark: 'expired', words: words.expired(organization, longDate(expiresAt, tag)) } as const;
    case 'CANCELED':
      return { mark: 'canceled', words: words.canceled(organization) } as const;
    default:
      return { mark: 'finished', words: words.finished(organization) } as const;
  }
}

/** The one page of every link that leads nowhere: it says nothing that depends on the link. */
export const renderMissing = (language: Language): string =>
  renderDocument(<ScreenPage language={language} mark="missing" words={language.words.missing} />);

/** The page in place of one that could not be made. */
export const renderUnavailable = (language: Language): string =>
  renderDocument(<ScreenPage language={language} mark="unavailable" words={language.words.unavailable} />);
