// The pages of a document, and putting a signature into them.
import { fillPlaces } from './places';
import { openViewer } from './viewer';
import type { SigningHand, SignWords } from '../sign-words';

const viewer = document.getElementById('viewer');
if (viewer) {
  const words = JSON.parse(viewer.dataset.words ?? '{}') as SignWords;
  fillPlaces(viewer, words, JSON.parse(viewer.dataset.hands ?? '[]') as SigningHand[]);
  openViewer(viewer, words);
}
