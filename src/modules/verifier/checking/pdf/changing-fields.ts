import { fieldName, isLocked, type Permissions } from './permissions';
import { plainValue } from './plain-value';
import type { PdfObject } from './read-object';
import type { Revision } from './revision';

/** What a form's field gets when a person fills it in. */
const OF_A_FILLED_FIELD = ['V', 'RV', 'I', 'AP', 'AS', 'M', 'DA', 'Q', 'MK'];
const KINDS = ['/Tx', '/Btn', '/Ch'];
/** What a value is where nothing was filled in. */
const EMPTY = ['(', '/Off', '/'];
const DEEPEST = 16;

/**
 * Comments that say themselves what they are. Stamps, boxes of text and filled drawings are none: they pass for what the page says,
 * and who certifies a document for comments has not certified what they hide ("evil annotations", Rohlmann and others, 2021).
 */
const COMMENTS = ['/Text', '/Popup', '/Link', '/Highlight', '/Underline', '/Squiggly', '/StrikeOut', '/Caret'];
/** What a reader draws by itself, as long as nothing says what is to be seen inside. */
const OUTLINES = ['/Stamp', '/Circle', '/Square', '/Line', '/Polygon', '/PolyLine', '/Ink'];

/**
 * The keys of a field that a person may have changed by filling it in; none where it is no such field, locked, or may not be filled
 * in. `isCovered`: a signature came behind it, whose signer answers for what was filled into an empty field.
 */
export function fillable(revision: Revision, field: PdfObject, rules: Permissions, isCovered: boolean): string[] {
  const kind = inherited(revision, field, 'FT');
  if (!kind || !KINDS.includes(kind) || isLocked(rules, fieldName(revision, field))) return [];
  const isAllowed = rules.level === null ? rules.locks.length > 0 : rules.level >= 2;
  const isEmpty = EMPTY.includes(inherited(revision, field, 'V') ?? '(');
  return isAllowed || (rules.level === null && isCovered && isEmpty) ? OF_A_FILLED_FIELD : [];
}

/** Whether a certification that allows comments allows this annotation to come, to change and to go. */
export function isComment(revision: Revision, annotation: PdfObject | null): boolean {
  const found = revision.entry(annotation, 'Subtype');
  const kind = (found && plainValue(found)) ?? '';
  const isFilled = () => ['AP', 'IC'].some((key) => revision.entry(annotation, key) !== null);
  return COMMENTS.includes(kind) || (OUTLINES.includes(kind) && !isFilled());
}

/** A value of a field or of what it is a part of, in one spelling; a value that is none, and none at all, are undefined. */
function inherited(revision: Revision, field: PdfObject, key: string): string | undefined {
  let at: PdfObject | null = field;
  for (let depth = 0; at && depth < DEEPEST; depth += 1) {
    const own = revision.entry(at, key);
    if (own) return plainValue(own) ?? 'a list';
    at = revision.entry(at, 'Parent');
  }
  return undefined;
}

/**
 * Whether an element of the structure tree (ISO 32000-1, 14.7) only leads to annotations and fields: it says nothing of the pages'
 * content, and gives nothing another wording.
 */
export function leadsToFieldsOnly(revision: Revision, element: PdfObject | null, depth = 0): boolean {
  if (!element || !('entries' in element.value) || depth > DEEPEST) return false;
  const type = revision.entry(element, 'Type');
  if (type && plainValue(type) === '/OBJR') return true;
  if (['ActualText', 'E'].some((key) => revision.entry(element, key) !== null)) return false;
  const kids = revision.entry(element, 'K');
  if (!kids) return true;
  const list = 'list' in kids.value ? kids.value.list.map((each) => revision.resolve(each, kids.file)) : [kids];
  return list.every((each) => leadsToFieldsOnly(revision, each, depth + 1));
}
