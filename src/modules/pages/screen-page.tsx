import type { Language, ScreenWords } from './language';
import { Letterhead, type Sender } from './letterhead';
import { type Mark, MarkDrawing } from './marks';
import { PageShell } from './page-shell';

interface ScreenProps {
  language: Language;
  mark: Mark;
  words: ScreenWords;
  /** Where there is a request: who asked, in which colour, and what it was called. */
  sender?: Sender;
  colour?: string;
  requestName?: string;
}

/** A page that says how things stand and what to do next, and asks for nothing. */
export function ScreenPage({ language, mark, words, sender, colour, requestName }: ScreenProps) {
  return (
    <PageShell
      language={language}
      title={[words.heading, sender?.organization].filter(Boolean).join(' · ')}
      colour={colour}
    >
      {sender && <Letterhead {...sender} />}
      <MarkDrawing mark={mark} />
      {requestName && (
        <p class="about">
          <bdi>{requestName}</bdi>
        </p>
      )}
      <h1>{words.heading}</h1>
      {words.text.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </PageShell>
  );
}
