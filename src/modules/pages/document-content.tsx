import type { AnsweringItem, Place } from '../requests';
import type { Frame } from './frame';
import type { Language } from './language';
import { assetAddress } from './page-assets';

interface DocumentProps {
  frame: Frame;
  item: AnsweringItem;
  /** The path of the item: the PDF lies below it. */
  path: string;
}

const FACES = ['Caveat', 'Dancing Script', 'Great Vibes', 'Homemade Apple'];

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
      <div
        class="viewer"
        id="viewer"
        data-document={`${path}/document`}
        data-viewer={assetAddress('')}
        data-words={JSON.stringify(sign)}
        data-faces={JSON.stringify(FACES)}
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
function PageFrame({ language: { words }, width, height, index, of, places }: PageFrameProps) {
  const name = words.sign.page.replace('{n}', String(index + 1)).replace('{of}', String(of));
  return (
    <section class="sheet" data-page={index + 1} data-width={width} data-height={height} aria-label={name}>
      <div class="paper-frame">
        <svg class="paper" viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true" focusable="false">
          {places.map(({ id, type, box }) => (
            <rect
              class="place"
              data-place={id}
              data-type={type}
              x={box.x}
              y={box.y}
              width={box.width}
              height={box.height}
              rx="2"
            />
          ))}
        </svg>
      </div>
      <p class="page-number">{name}</p>
    </section>
  );
}
