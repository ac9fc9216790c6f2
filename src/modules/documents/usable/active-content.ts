import { PdfArray, PdfDict, PdfStream, type PDF, type PdfObject } from '@libpdf/core';
import type { DocumentChange } from './document-change';
import { PdfWalk } from './pdf-walk';

type Removed = Exclude<DocumentChange['what'], 'REPAIRED' | 'DECRYPTED'>;

/** Actions that leave the document: they start a program, open or send to somewhere else, or load data. URI is a link. */
const LEAVING = new Set(['Launch', 'GoToR', 'GoToE', 'SubmitForm', 'ImportData']);

/**
 * What a document does by itself or beyond itself: scripts, actions that run without being asked, actions that leave it, and
 * forms (XFA) that show something other than its pages. `find` tells what there is, `remove` takes it away: pages, fields and
 * links keep their looks.
 */
export class ActiveContent {
  private readonly walk: PdfWalk;

  constructor(pdf: PDF) {
    this.walk = new PdfWalk(pdf);
  }

  find(): Set<Removed> {
    return new Set(this.everything().map(({ what }) => what));
  }

  /** Answers with what was removed. */
  remove(): Set<Removed> {
    const removed = new Set<Removed>();
    // Once more where an action hid behind another one that is gone now.
    for (let found = this.everything(); found.length > 0; found = this.everything()) {
      for (const one of found) {
        removed.add(one.what);
        one.take();
      }
    }
    return removed;
  }

  private everything(): Found[] {
    return [...this.inCatalog(), ...[...this.walk.everyHolder()].flatMap((holder) => this.in(holder))];
  }

  private inCatalog(): Found[] {
    const { catalog } = this.walk;
    const form = this.walk.dictionary(catalog, 'AcroForm');
    const names = this.walk.dictionary(catalog, 'Names');
    return [
      ...(this.walk.value(form, 'XFA') ? [without(form!, 'XFA', 'XFA_REMOVED')] : []),
      ...(this.isFilledTree(names, 'JavaScript') ? [without(names!, 'JavaScript', 'SCRIPTS_REMOVED')] : []),
      ...(catalog.has('NeedsRendering') ? [without(catalog, 'NeedsRendering', 'XFA_REMOVED')] : []),
    ];
  }

  private in(holder: PdfDict | PdfArray): Found[] {
    if (holder instanceof PdfArray) return this.inArray(holder);
    const own = [...holder.keys()].flatMap((key): Found[] => {
      const what = key.value === 'AA' ? this.triggersIn(holder) : this.actionIn(this.walk.follow(holder.get(key)));
      return what ? [without(holder, key.value, what)] : [];
    });
    if (this.walk.name(holder, 'S') === 'Rendition' && holder.has('JS'))
      own.push(without(holder, 'JS', 'SCRIPTS_REMOVED'));
    if (this.walk.value(holder, 'OnInstantiate') instanceof PdfStream)
      own.push(without(holder, 'OnInstantiate', 'SCRIPTS_REMOVED'));
    return own;
  }

  private inArray(holder: PdfArray): Found[] {
    return holder.toArray().flatMap((item, index): Found[] => {
      const what = this.actionIn(this.walk.follow(item));
      // An empty dictionary: what follows in the array keeps its place.
      return what ? [{ what, take: () => holder.set(index, new PdfDict()) }] : [];
    });
  }

  /** A structure element may be called like an action. */
  private actionIn(value: PdfObject | undefined): Removed | undefined {
    if (!(value instanceof PdfDict) || this.walk.name(value, 'Type') === 'StructElem') return undefined;
    const action = this.walk.name(value, 'S') ?? '';
    if (action === 'JavaScript') return 'SCRIPTS_REMOVED';
    return LEAVING.has(action) ? 'ACTIONS_REMOVED' : undefined;
  }

  /**
   * Additional actions run when a page opens, a field loses the focus, the document is printed, and so on. A font may be named AA
   * among the resources: only a dictionary that holds actions counts.
   */
  private triggersIn(holder: PdfDict): Removed | undefined {
    const triggers = this.walk.dictionary(holder, 'AA');
    const actions = [...(triggers?.keys() ?? [])].map((trigger) => this.walk.dictionary(triggers, trigger.value));
    if (!actions.some((action) => this.walk.name(action, 'S'))) return undefined;
    return actions.some((action) => this.actionIn(action) === 'SCRIPTS_REMOVED')
      ? 'SCRIPTS_REMOVED'
      : 'ACTIONS_REMOVED';
  }

  private isFilledTree(names: PdfDict | undefined, tree: string): boolean {
    const root = this.walk.dictionary(names, tree);
    return ['Names', 'Kids'].some((key) => {
      const entries = this.walk.value(root, key);
      return entries instanceof PdfArray && entries.length > 0;
    });
  }
}

interface Found {
  what: Removed;
  take(): void;
}

const without = (holder: PdfDict, key: string, what: Removed): Found => ({ what, take: () => void holder.delete(key) });
