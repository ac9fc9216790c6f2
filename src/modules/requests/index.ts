export type { ArrivalState } from './arrival-state';
export { RequestsModule } from './requests.module';
export { RequestsService, type Arrival } from './requests.service';
export type * from './answering/answering';
export { AnsweringService } from './answering/answering.service';
export { LONGEST_TEXT } from './answering/checked-marks';
export { choiceOf, shownItem, shownReview, shownWithdrawal } from './answering/what-was-shown';
export { meaningOf } from './answering/answers-from';
export { writeNumber } from './answering/readings';
