import { renderDocument } from '../../platform/pages';
import { shownItem, shownReview, shownWithdrawal, type Answering, type Moved } from '../requests';
import { DonePage, type DoneLook } from './done-page';
import type { IdentityStep } from '../identity';
import type { Frame } from './frame';
import { IdentityPage } from './identity-page';
import { ItemPage } from './item-page';
import type { ItemView } from './item-view';
import { ListPage } from './list-page';
import type { Notice } from './notice';
import { nameOf } from './page-language';
import { PageTextPage, type PageTextProps } from './page-text-page';
import { ReviewPage } from './review-page';
import { WithdrawPage } from './withdraw-page';

// The pages of somebody who has entered the code.

export const renderList = (frame: Frame, answering: Answering): string =>
  renderDocument(<ListPage frame={frame} answering={answering} />);

export const renderIdentity = (frame: Frame, step: IdentityStep, unavailable = false): string =>
  renderDocument(<IdentityPage frame={frame} step={step} unavailable={unavailable} />);

export function renderItem(frame: Frame, answering: Answering, index: number, view: ItemView): string {
  const pageLanguage = nameOf(frame.language);
  const shown = { digest: shownItem(answering.items[index], answering, pageLanguage), pageLanguage };
  return renderDocument(<ItemPage frame={frame} answering={answering} index={index} view={view} shown={shown} />);
}

export function renderReview(frame: Frame, answering: Answering, moved?: Moved): string {
  const shown = shownReview(answering, nameOf(frame.language));
  return renderDocument(<ReviewPage frame={frame} answering={answering} shown={shown} moved={moved} />);
}

export const renderDone = (frame: Frame, answering: Answering, look: DoneLook): string =>
  renderDocument(<DonePage frame={frame} answering={answering} look={look} />);

export function renderWithdraw(
  frame: Frame,
  answering: Answering,
  index: number,
  notice: Partial<Notice> = {},
): string {
  const [item, pageLanguage] = [answering.items[index], nameOf(frame.language)];
  const shown = { digest: shownWithdrawal(item, answering, pageLanguage), pageLanguage };
  const { moved, reason } = notice;
  return renderDocument(<WithdrawPage {...{ frame, item, index, shown, moved, reason }} />);
}

export const renderPageText = (frame: Frame, props: PageTextProps): string =>
  renderDocument(<PageTextPage frame={frame} {...props} />);
