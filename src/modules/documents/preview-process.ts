/**
 * The program of a child process that draws the pages of one PDF after another for `pdf-previewer.ts`. Like the reader's it
 * has no environment and no secrets, and lives as long as the channel to the server does.
 */
import { drawPages } from './draw-pages';
import type { PreviewQuestion } from './page-preview';
import { watchMemory } from './watch-memory';

const MOST_MEGABYTES = 1024;

watchMemory(MOST_MEGABYTES);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

process.on('message', (question: PreviewQuestion) => {
  void drawPages(question).then((answer) => process.send?.(answer));
});
