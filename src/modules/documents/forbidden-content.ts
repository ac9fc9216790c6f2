import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfObject, PdfRef, PdfStream } from '@libpdf/core';
import { UnreadablePdf, UnreadablePdfReason } from './unreadable-pdf';

const MAX_REFERENCES_IN_A_ROW = 16;
const FILE_KEYS = ['F', 'UF', 'DOS', 'Mac', 'Unix'];

/**
 * Refuses a document that does something by itself, carries other files, or shows something other than its pages. Looks at every dictionary that can be reached from the trailer, not only where such things usually
 * stand: an action can hang on an outline entry, a form field, a page, or the next action of an action.
 */
export function refuseForbiddenContent(pdf: PDF): void {
  const content = new Content(pdf);
  const found = content.forbiddenInCatalog() ?? content.forbiddenAnywhere();
  if (found) throw new UnreadablePdf(found);
}

/** Where each signature that the document leads to leaves out its own place: the second number of its `/ByteRange`. */
export function gapsOfSignatures(pdf: PDF): number[] {
  return new Content(pdf).gapsOfSignatures();
}

class Content {
  constructor(private readonly pdf: PDF) {}

  forbiddenInCatalog(): UnreadablePdfReason | undefined {
    const catalog = this.pdf.context.catalog.getDict();
    const names = this.dictionary(catalog, 'Names');
    if (this.isFilledTree(names, 'JavaScript')) return 'javascript';
    if (this.isFilledTree(names, 'EmbeddedFiles')) return 'embedded_files';
    if (this.value(this.dictionary(catalog, 'AcroForm'), 'XFA')) return 'xfa_form';
    return undefined;
  }

  forbiddenAnywhere(): UnreadablePdfReason | undefined {
    for (const dictionary of this.everyDictionary()) {
      const found = this.forbiddenIn(dictionary);
      if (found) return found;
    }
    return undefined;
  }

  gapsOfSignatures(): number[] {
    return [...this.everyDictionary()].flatMap((dictionary) => {
      const range = this.value(dictionary, 'ByteRange');
      const gap = range instanceof PdfArray ? this.follow(range.at(1)) : undefined;
      return range ? [gap instanceof PdfNumber ? gap.value : NaN] : [];
    });
  }

  private forbiddenIn(dictionary: PdfDict): UnreadablePdfReason | undefined {
    if (this.isScript(dictionary) || this.actsByItself(dictionary)) return 'javascript';
    if (this.name(dictionary, 'S') === 'Launch') return 'launch_action';
    if (this.carriesFiles(dictionary)) return 'embedded_files';
    return undefined;
  }

  /** JavaScript actions, renditions with a script, and the script of a 3D annotation. */
  private isScript(dictionary: PdfDict): boolean {
    const action = this.name(dictionary, 'S');
    if (action === 'JavaScript') return true;
    if (action === 'Rendition' && dictionary.has('JS')) return true;
    return this.value(dictionary, 'OnInstantiate') instanceof PdfStream;
  }

  /** Additional actions run when a page opens, a field loses the focus, the document is printed, and so on. */
  private actsByItself(dictionary: PdfDict): boolean {
    const triggers = this.dictionary(dictionary, 'AA');
    if (!triggers) return false;
    // A font may be named AA among the resources: only a dictionary that holds actions counts.
    return [...triggers.keys()].some((trigger) => this.name(this.dictionary(triggers, trigger.value), 'S'));
  }

  private carriesFiles(dictionary: PdfDict): boolean {
    if (this.name(dictionary, 'Type') === 'EmbeddedFile') return true;
    if (this.name(dictionary, 'Subtype') === 'FileAttachment') return true;
    const files = this.dictionary(dictionary, 'EF');
    if (files && FILE_KEYS.some((key) => this.value(files, key) instanceof PdfStream)) return true;
    const associated = this.value(dictionary, 'AF');
    if (associated instanceof PdfArray) return associated.toArray().some((file) => this.isFileSpecification(file));
    return this.isFileSpecification(associated);
  }

  private isFileSpecification(value: PdfObject | undefined): boolean {
    const file = this.follow(value);
    return file instanceof PdfDict && ['EF', ...FILE_KEYS].some((key) => file.has(key));
  }

  private isFilledTree(names: PdfDict | undefined, tree: string): boolean {
    const root = this.dictionary(names, tree);
    return ['Names', 'Kids'].some((key) => {
      const entries = this.value(root, key);
      return entries instanceof PdfArray && entries.length > 0;
    });
  }

  /** Not recursive: a document may nest its objects deeper than a call stack. */
  private *everyDictionary(): Generator<PdfDict> {
    const seen = new Set<number>();
    const pending: PdfObject[] = [this.pdf.context.info.trailer];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (next instanceof PdfRef) {
        if (seen.has(next.objectNumber)) continue;
        seen.add(next.objectNumber);
        const target = this.pdf.context.resolve(next);
        if (target) pending.push(target);
      } else if (next instanceof PdfArray) {
        for (const item of next) if (leadsOn(item)) pending.push(item);
      } else if (next instanceof PdfDict) {
        yield next;
        for (const [, value] of next) if (leadsOn(value)) pending.push(value);
      }
    }
  }

  private dictionary(holder: PdfDict | undefined, key: string): PdfDict | undefined {
    const value = this.value(holder, key);
    return value instanceof PdfDict ? value : undefined;
  }

  private name(holder: PdfDict | undefined, key: string): string | undefined {
    const value = this.value(holder, key);
    return value instanceof PdfName ? value.value : undefined;
  }

  private value(holder: PdfDict | undefined, key: string): PdfObject | undefined {
    return this.follow(holder?.get(key));
  }

  /** What a chain of references ends in; nothing for null, for a missing object and for a chain without end. */
  private follow(value: PdfObject | undefined): PdfObject | undefined {
    let target: PdfObject | null | undefined = value;
    for (let steps = 0; target instanceof PdfRef; steps++) {
      target = steps < MAX_REFERENCES_IN_A_ROW ? this.pdf.context.resolve(target) : undefined;
    }
    return target?.type === 'null' ? undefined : (target ?? undefined);
  }
}

function leadsOn(value: PdfObject): boolean {
  return value instanceof PdfRef || value instanceof PdfArray || value instanceof PdfDict;
}
