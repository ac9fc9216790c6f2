import type { ResourceType, StoredField } from '../../resources';
import type { Constraints } from './mandate';

/**
 * What a mandate allows: the visible fields of a JSON credential as label -> value. Parts of an object nest. A label that
 * repeats is numbered, so that no limit is lost. Other types have a scope and no limits: `{}`.
 */
export const constraintsOf = (type: ResourceType, data: StoredField[]): Constraints =>
  type === 'JSON' ? labelled(data) : {};

function labelled(fields: StoredField[]): Constraints {
  const values = new Map<string, unknown>();
  for (const field of fields.filter(({ hidden }) => !hidden)) {
    let label = field.label;
    for (let count = 2; values.has(label); count++) label = `${field.label} (${count})`;
    values.set(label, valueOf(field));
  }
  return Object.fromEntries(values);
}

/** Parts are described by `fields`: they hold the values themselves, or say which keys of the value are hidden. */
function valueOf({ value, fields = [] }: StoredField): unknown {
  if (value == null) return fields.length > 0 ? labelled(fields) : null;
  const hidden = new Set(fields.flatMap((part) => (part.hidden ? part.label : [])));
  return hidden.size === 0 ? value : without(value, hidden);
}

function without(value: unknown, hidden: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((row) => without(row, hidden));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !hidden.has(key)));
}
