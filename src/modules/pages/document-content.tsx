import type { ComponentChildren } from 'preact';
import { handsToSignIn, PICTURE_WIDTHS } from '../documents';
import type { AnsweringItem, NotShown, Place } from '../requests';
import type { Frame } from './frame';
import type { Language } from './language';
import { NotShownOnPage } from './not-shown';
import { placeName, placeNumber } from './place-names';
import type { SigningHand } from './sign-words';

interface DocumentProps {
  frame: Frame;
  item: AnsweringItem;
  /** The path of the item: its PDF and its pages lie below it. */
  path: string;
  /** What is filled in on a page, for below its picture. */
  fieldsOf?: (places: Place[]) => ComponentChildren;
}

/**
 * The pages of a document as pictures that the server draws, in their true proportions, with the places to fill in marked and
 * the fields for them below each page. The island makes them sharp when they are enlarged, and lays the text over them.
 */
export function DocumentContent({ frame: { language }, item, path, fieldsOf }: DocumentProps) {
  const { sign } = language.words;
  const pages = item.pages ?? [];
  const toFill = item.decision ? [] : item.places;
  return (
    <>
      <p>
        <a class="document-link" href={`${path}/document`} target="_blank" rel="noopener">
          {sign.openDocument}
        </a>
      </p>
      <div class="document">
        <div
          class="viewer"
          id="viewer"
          data-words={JSON.stringify(sign)}
          data-hands={JSON.stringify(handsToSignIn() satisfies SigningHand[])}
        >
          {pages.map(({ width, height }, index) => {
            const places = toFill.filter(({ pageIndex }) => pageIndex === index);
            return (
              <PageFrame
                language={language}
                width={width}
                height={height}
                number={index + 1}
                of={pages.length}
                path={path}
                places={places}
                notShown={item.notShown?.find(({ page }) => page === index + 1 || page === null)}
              >
                {places.length > 0 && fieldsOf?.(places)}
              </PageFrame>
            );
          })}
        </div>
      </div>
    </>
  );
}

interface PageFrameProps {
  language: Language;
  width: number;
  height: number;
  /** Counted from 1. */
  number: number;
  of: number;
  /** The path of the item. */
  path: string;
  places: Place[];
  notShown?: NotShown;
  children?: ComponentChildren;
}

/**
 * About as wide as the stylesheet makes a page, so that the browser takes the picture that its screen needs. Two points of the
 * screen for each of the page are sharp: a phone with three of them fetches more only when somebody enlarges the page.
 */
const SIZES = '(min-width: 64rem) 52rem, (min-resolution: 2.5dppx) 60vw, 100vw';

/** An SVG over the picture, because it keeps proportions and places without a rule of style. */
function PageFrame(props: PageFrameProps) {
  const { language, width, height, number, of, path, places } = props;
  const { sign } = language.words;
  const name = sign.page.replace('{n}', String(number)).replace('{of}', String(of));
  // From where the page itself lies: with sixty pages, whole paths would be half of what is sent.
  const own = `${path.slice(path.lastIndexOf('/') + 1)}/pages/${number}`;
  const picture = (pixels: number): string => `${own}/${pixels}.webp`;
  return (
    <section
      class="sheet"
      id={`page-${number}`}
      data-page={number}
      data-width={width}
      data-height={height}
      data-path={own}
      aria-label={name}
    >
      {props.notShown && <NotShownOnPage language={language} path={path} />}
      <div class="paper-frame">
        <img
          class="picture"
          src={picture(720)}
          srcset={PICTURE_WIDTHS.map((pixels) => `${picture(pixels)} ${pixels}w`).join(', ')}
          sizes={SIZES}
          alt={name}
          {...(number === 1 ? ({ fetchpriority: 'high' } as const) : ({ loading: 'lazy' } as const))}
        />
        <svg class="paper" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {places.map((place) => (
            <PlaceFrame
              place={place}
              name={placeName(language, place, places)}
              number={placeNumber(language, place, places)}
            />
          ))}
        </svg>
      </div>
      <p class="page-number">{name}</p>
      <p class="text-link">
        <a href={`${own}/text`}>{sign.pageText.replace('{n}', String(number))}</a>
      </p>
      {props.children}
    </section>
  );
}

/** Where it lies, with its number if there are several: its field has the same name. */
function PlaceFrame({ place, name, number }: { place: Place; name: string; number?: string }) {
  const { x, y, width, height } = place.box;
  return (
    <g data-place={place.id} data-type={place.type} data-name={name} data-number={number}>
      <rect class="place" x={x} y={y} width={width} height={height} rx="2" />
      {number && (
        <text class="place-number" x={x + width / 2} y={y + height / 2}>
          {number}
        </text>
      )}
    </g>
  );
}
