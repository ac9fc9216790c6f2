import { PdfArray, PdfDict, PdfName, PdfRef, type PDF, type PdfObject } from '@libpdf/core';

const MAX_REFERENCES_IN_A_ROW = 16;

/** Looks around in a PDF by its objects: references followed, nothing for null, a missing object or a chain without end. */
export class PdfWalk {
  constructor(private readonly pdf: PDF) {}

  get catalog(): PdfDict {
    return this.pdf.context.catalog.getDict();
  }

  /** Every dictionary that can be reached from the trailer. Not recursive: objects may nest deeper than a call stack. */
  *everyDictionary(): Generator<PdfDict> {
    for (const holder of this.everyHolder()) if (holder instanceof PdfDict) yield holder;
  }

  /** The same with arrays. What a visitor removes from a holder is not visited any more. */
  *everyHolder(): Generator<PdfDict | PdfArray> {
    const seen = new Set<number>();
    const pending: PdfObject[] = [this.pdf.context.info.trailer];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (next instanceof PdfRef) {
        if (seen.has(next.objectNumber)) continue;
        seen.add(next.objectNumber);
        const target = this.pdf.context.resolve(next);
        if (target) pending.push(target);
      } else if (next instanceof PdfArray) {
        yield next;
        for (const item of next) if (leadsOn(item)) pending.push(item);
      } else if (next instanceof PdfDict) {
        yield next;
        for (const [, value] of next) if (leadsOn(value)) pending.push(value);
      }
    }
  }

  dictionary(holder: PdfDict | undefined, key: string): PdfDict | undefined {
    const value = this.value(holder, key);
    return value instanceof PdfDict ? value : undefined;
  }

  name(holder: PdfDict | undefined, key: string): string | undefined {
    const value = this.value(holder, key);
    return value instanceof PdfName ? value.value : undefined;
  }

  value(holder: PdfDict | undefined, key: string): PdfObject | undefined {
    return this.follow(holder?.get(key));
  }

  follow(value: PdfObject | undefined): PdfObject | undefined {
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
