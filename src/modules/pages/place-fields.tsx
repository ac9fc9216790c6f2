import { isolated } from '../../platform/pages';
import { PlacementType } from '../documents';
import { LONGEST_TEXT, type Place } from '../requests';
import type { MarkError } from './asked';
import type { Language } from './language';
import { LONGEST_MARK, MAIN_MARKS, mainMark, type MainMark, type Marks } from './marks-given';
import { MeaningChoices, problemWords } from './question-parts';
import { pagesOf, pageOfPlace, placeName, placesTitle } from './place-names';

interface PlaceFieldsProps {
  language: Language;
  /** Those of one page. */
  places: Place[];
  /** Those of the document. */
  all: Place[];
  marks: Marks;
  /** What cannot stay as it is, after an attempt, by place. */
  wrong: ReadonlyMap<string, MarkError>;
  personName: string;
}

/** What is wrong with a place, and what to do. */
export function placeProblem(language: Language, { type }: Place, error: MarkError): string {
  const { words, direction } = language;
  const { sign, form } = words;
  if (error.rule === 'empty') return sign.empty;
  if (error.rule === 'date') return form.rules.date;
  if (error.rule === 'unclear') return problemWords(language, error);
  if (error.rule === 'too_long') return sign.tooLong;
  return (mainMark(type) ? sign.lettersOfMark : sign.letters).replace('{letters}', () =>
    isolated(error.letters, direction),
  );
}

/** Where a place is filled in: a signature's places share one field. */
export const placeFieldId = ({ id, type }: Place): string => (mainMark(type) ? `mark-${type}` : `place-${id}`);

/**
 * What a person puts into a page, as fields that work without a script: a field for every place, but one signature for all
 * places that want one, on the first page that has one, and initials likewise. The island draws the same into the page.
 */
export function PlaceFields(props: PlaceFieldsProps) {
  const { language, places, all, marks, wrong, personName } = props;
  const others = places.filter(({ type }) => !mainMark(type));
  const id = `places-of-${pageOfPlace(places[0])}`;
  return (
    <section class="places" aria-labelledby={id}>
      <h2 id={id}>{placesTitle(language, places[0])}</h2>
      {MAIN_MARKS.map((mark) => {
        const [own, everywhere] = [places, all].map((some) => some.filter(({ type }) => type === mark));
        if (own.length === 0) return null;
        const first = Math.min(...everywhere.map(({ pageIndex }) => pageIndex));
        if (own[0].pageIndex === first) return <MainField {...props} mark={mark} places={everywhere} />;
        return own.map((place) => (
          <p class="main-mark-elsewhere">
            <a data-to={place.id} href={`#${placeFieldId(place)}`}>
              {placeName(language, place, all)}
            </a>
          </p>
        ));
      })}
      {others.map((place) => (
        <OtherField
          language={language}
          place={place}
          name={placeName(language, place, all)}
          value={valueOf(place, marks, personName)}
          wrong={wrong}
        />
      ))}
    </section>
  );
}

type MainFieldProps = Omit<PlaceFieldsProps, 'all'> & { mark: MainMark };

function MainField({ language, mark, places, marks, wrong, personName }: MainFieldProps) {
  const { sign } = language.words;
  const id = `mark-${mark}`;
  const { text, image, kind } = marks.main[mark] ?? {};
  const broken = places.find((place) => wrong.has(place.id));
  return (
    <div class="question main-mark" data-mark={mark}>
      <label for={id}>{mark === PlacementType.SIGNATURE ? sign.typeName : sign.typeInitials}</label>
      <p class="hint" id={`${id}-hint`}>
        {sign.kinds[mark]}: {pagesOf(language, places)}. {sign.typedCounts}
      </p>
      {broken && (
        <p class="error" id={`${id}-error`}>
          {placeProblem(language, broken, wrong.get(broken.id)!)}
        </p>
      )}
      <input
        id={id}
        class="script face-1"
        name={`${mark}.text`}
        type="text"
        dir="auto"
        maxLength={LONGEST_MARK}
        autocomplete={mark === PlacementType.SIGNATURE ? 'name' : 'off'}
        value={text ?? (mark === PlacementType.SIGNATURE ? personName : initialsOf(personName))}
        aria-describedby={broken ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={broken ? 'true' : undefined}
      />
      <input type="hidden" name={`${mark}.kind`} value={kind ?? 'TYPED'} />
      <input
        type="hidden"
        name={`${mark}.image`}
        value={image ? `data:image/png;base64,${image.toString('base64')}` : ''}
      />
      {places.map((place) => (
        <input type="hidden" name="at" value={place.id} data-filled={marks.at.has(place.id) ? '' : undefined} />
      ))}
    </div>
  );
}

interface OtherFieldProps {
  language: Language;
  place: Place;
  name: string;
  value: string;
  wrong: ReadonlyMap<string, MarkError>;
}

function OtherField(props: OtherFieldProps) {
  const { language, place, name, value } = props;
  if (place.type === PlacementType.CHECKBOX) return <TickBox {...props} />;
  const id = placeFieldId(place);
  const wrong = props.wrong.get(place.id);
  const isDate = place.type === PlacementType.DATE && /^(\d{4}-\d\d-\d\d)?$/.test(value);
  return (
    <div class="question">
      <label for={id}>
        {name}
        {place.type === PlacementType.TEXT && <Optional language={language} />}
      </label>
      {wrong && (
        <p class="error" id={`${id}-error`}>
          {placeProblem(language, place, wrong)}
        </p>
      )}
      <input
        id={id}
        name={`p.${place.id}`}
        {...(isDate ? ({ type: 'date' } as const) : ({ type: 'text', maxLength: LONGEST_TEXT, dir: 'auto' } as const))}
        autocomplete={place.type === PlacementType.NAME ? 'name' : 'off'}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
      />
      {wrong?.rule === 'unclear' && (
        <MeaningChoices language={language} name={`p.${place.id}`} labelledBy={`${id}-error`} meant={wrong.meant} />
      )}
    </div>
  );
}

function TickBox({ language, place, name, value }: OtherFieldProps) {
  return (
    <div class="question">
      <label class="choice">
        <input
          id={placeFieldId(place)}
          type="checkbox"
          name={`p.${place.id}`}
          value="true"
          checked={value === 'true'}
        />
        <span>
          {name}
          <Optional language={language} />
        </span>
      </label>
    </div>
  );
}

/** A text may stay empty and a tick be left out. */
function Optional({ language }: { language: Language }) {
  return <span class="quiet"> ({language.words.form.optional})</span>;
}

function valueOf({ id, type }: Place, { texts }: Marks, personName: string): string {
  return texts.get(id) ?? (type === PlacementType.NAME ? personName : '');
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .join('');
