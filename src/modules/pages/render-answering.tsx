import { renderDocument } from '../../platform/pages';
import type { Answering } from '../requests';
import { DonePage } from './done-page';
import type { Frame } from './frame';
import { ItemPage } from './item-page';
import type { ItemView } from './item-view';
import { ListPage } from './list-page';
import { ReviewPage } from './review-page';
import { WithdrawPage } from './withdraw-page';

// The pages of somebody who has entered the code.

export const renderList = (frame: Frame, answering: Answering): string =>
  renderDocument(<ListPage frame={frame} answering={answering} />);

export const renderItem = (frame: Frame, answering: Answering, index: number, view: ItemView): string =>
  renderDocument(<ItemPage frame={frame} answering={answering} index={index} view={view} />);

export const renderReview = (frame: Frame, answering: Answering): string =>
  renderDocument(<ReviewPage frame={frame} answering={answering} />);

export const renderDone = (frame: Frame, answering: Answering, justNow: boolean): string =>
  renderDocument(<DonePage frame={frame} answering={answering} justNow={justNow} />);

export const renderWithdraw = (frame: Frame, answering: Answering, index: number): string =>
  renderDocument(<WithdrawPage frame={frame} item={answering.items[index]} index={index} />);
