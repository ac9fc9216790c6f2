import type { ComponentChildren } from 'preact';
import type { Answering, AnsweringItem, Place } from '../requests';
import { CarriedFiles } from './carried-files';
import { ConsentContent } from './consent-content';
import { DocumentContent } from './document-content';
import { FieldList, HiddenFields } from './field-list';
import type { Frame } from './frame';
import type { ItemView } from './item-view';
import { LimitsOfEach } from './limit';
import { PlaceFields } from './place-fields';
import { Questions } from './question-fields';

interface ContentProps {
  frame: Frame;
  answering: Answering;
  index: number;
  view: ItemView;
  /** Nothing is to be filled in any more, or not yet. */
  readOnly?: boolean;
}

/** What an item says, each kind in its own way. */
export function ItemContent(props: ContentProps): ComponentChildren {
  const { frame, answering, index, readOnly } = props;
  const item = answering.items[index];
  switch (item.type) {
    case 'CONSENT':
      return (
        <>
          <ConsentContent frame={frame} fields={item.data} />
          <HiddenFields language={frame.language} fields={item.data} />
        </>
      );
    case 'JSON':
      return (
        <>
          <Fields frame={frame} item={item} shown={item.data} />
          <LimitsOfEach language={frame.language} answering={answering} item={item} />
        </>
      );
    case 'FORM':
      return readOnly ? (
        <Fields frame={frame} item={item} shown={item.decision?.answers ?? item.data} />
      ) : (
        <FormQuestions {...props} item={item} />
      );
    default:
      return <DocumentAndPlaces {...props} item={item} />;
  }
}

interface FieldsProps {
  frame: Frame;
  item: AnsweringItem;
  shown: AnsweringItem['data'];
}

function Fields({ frame: { language }, item, shown }: FieldsProps) {
  return (
    <>
      <div class="card sheet-of-fields">
        <FieldList language={language} fields={shown} />
      </div>
      <HiddenFields language={language} fields={item.data} />
    </>
  );
}

function FormQuestions({ frame: { language }, item, view }: ContentProps & { item: AnsweringItem }) {
  return (
    <>
      <div class="questions">
        <Questions language={language} fields={item.data} answers={view.answers} />
      </div>
      <HiddenFields language={language} fields={item.data} />
    </>
  );
}

function DocumentAndPlaces({ frame, answering, index, view, readOnly, item }: ContentProps & { item: AnsweringItem }) {
  const fieldsOf = (places: Place[]) => (
    <PlaceFields
      language={frame.language}
      places={places}
      all={item.places}
      marks={view.marks}
      wrong={view.wrongPlaces}
      personName={answering.personName ?? ''}
    />
  );
  return (
    <>
      <DocumentContent
        frame={frame}
        item={item}
        path={`${frame.base}/answer/${index + 1}`}
        fieldsOf={readOnly ? undefined : fieldsOf}
      />
      <CarriedFiles language={frame.language} names={item.carriedFiles} />
    </>
  );
}
