// The pages of a document, and putting a signature into them.
import { fillPlaces } from './places';
import { openViewer } from './viewer';
import type { Words } from './words';

const viewer = document.getElementById('viewer');
if (viewer) {
  const words = JSON.parse(viewer.dataset.words ?? '{}') as Words;
  fillPlaces(viewer, words, JSON.parse(viewer.dataset.faces ?? '[]') as string[]);
  void openViewer(viewer, words);
}
