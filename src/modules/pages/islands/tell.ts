// Stands in the head of the page and is waited for: what happened is told before anything can be seen, and so before
// anybody can leave.
import { tellParent } from './tell-parent';

tellParent(document.currentScript?.dataset ?? {}, document.referrer);
