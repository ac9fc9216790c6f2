import type { ComponentChildren } from 'preact';
import type { Frame } from './frame';
import type { Language, ScreenWords } from './language';
import { type Mark, MarkDrawing } from './marks';
import { PageShell } from './page-shell';
import { Sentence } from './sentence';

export interface ScreenProps {
  language: Language;
  mark: Mark;
  words: ScreenWords;
  /** Where there is a request: who asked, and what it was called. */
  frame?: Frame;
  /** Stands where the words have a hole. */
  hole?: ComponentChildren;
  /** What can be done from here. */
  children?: ComponentChildren;
}

/** A page that says how things stand and what to do next. */
export function ScreenPage({ language, mark, words, frame, hole, children }: ScreenProps) {
  return (
    <PageShell language={language} title={words.heading} frame={frame}>
      <MarkDrawing mark={mark} />
      {frame?.requestName && (
        <p class="about">
          <bdi>{frame.requestName}</bdi>
        </p>
      )}
      <h1>{words.heading}</h1>
      {words.text.map((paragraph) => (
        <p>
          <Sentence text={paragraph} hole={hole} />
        </p>
      ))}
      {children}
    </PageShell>
  );
}
