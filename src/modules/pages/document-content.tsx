import { handsToSignIn } from '../documents';
import type { AnsweringItem, Place } from '../requests';
import type { Frame } from './frame';
import type { Language } from './language';
import { assetAddress } from './page-assets';
import { placeName, placeNumber } from './place-names';
import type { SigningHand } from './sign-words';

interface DocumentProps {
  frame: Frame;
  item: AnsweringItem;
  /** The path of the item: the PDF lies below it. */
  path: string;
}

/**
 * The pages of a document in their true proportions, with the places to fill in marked. Without a script there are frames and a link
 * to the PDF; the island draws the pages into the frames, and a text of each page below it.
 */
export function DocumentContent({ frame: { language }, item, path }: DocumentProps) {
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
          data-document={`${path}/document`}
          data-viewer={assetAddress('')}
          data-words={JSON.stringify(sign)}
          data-hands={JSON.stringify(handsToSignIn() satisfies SigningHand[])}
        >
          {pages.map(({ width, height }, index) => (
            <PageFrame
              language={language}
              width={width}
              height={height}
              index={index}
              of={pages.length}
              places={toFill.filter(({ pageIndex }) => pageIndex === index)}
            />
          ))}
        </div>
      </div>
    </>
  );
}

interface PageFrameProps {
  language: Language;
  width: number;
  height: number;
  index: number;
  of: number;
  places: Place[];
}

/** An SVG, because it keeps proportions and places without a rule of style. */
function PageFrame({ language, width, height, index, of, places }: PageFrameProps) {
  const name = language.words.sign.page.replace('{n}', String(index + 1)).replace('{of}', String(of));
  return (
    <section class="sheet" data-page={index + 1} data-width={width} data-height={height} aria-label={name}>
      <div class="paper-frame">
        <svg class="paper" viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true" focusable="false">
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
    </section>
  );
}

/** Where it lies, with its number if there are several: the list below calls it the same. */
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
