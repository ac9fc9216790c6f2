import type { Language } from './language';

/** The files that come with a document: whoever signs it signs them as well. */
export function CarriedFiles({ language, names }: { language: Language; names: string[] }) {
  if (names.length === 0) return null;
  return (
    <section class="card carried-files">
      <p>{language.words.sign.carriesFiles}</p>
      <ul>
        {names.map((name) => (
          <li>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
