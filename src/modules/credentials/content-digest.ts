import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import type { ResourceType, StoredField } from '../resources';

/** Everything a person will be shown of one credential, and what is signed without being shown. */
export interface ShownContent {
  type: ResourceType;
  name: string;
  description: string | null;
  data: StoredField[];
  scope: string | null;
  validFrom: Date | null;
  validUntil: Date | null;
  required: boolean;
  /** The content's language: the request's, as stored, e.g. `ENG`. */
  language: string;
  resourceVersionId: string | null;
}

/**
 * SHA-256 over the canonical JSON (RFC 8785) of what will be shown, fixed when the request is made. A decision computes it
 * again: what was asked is what is shown is what is signed. Hidden fields count; a pdf counts by its hash, size and pages.
 */
export function contentDigest(content: ShownContent): Buffer {
  const { type, name, description, data, scope, validFrom, validUntil, required, language, resourceVersionId } =
    content;
  const shown = {
    v: 1,
    type,
    name,
    description,
    data,
    scope,
    validFrom: validFrom?.toISOString() ?? null,
    validUntil: validUntil?.toISOString() ?? null,
    required,
    language,
    resourceVersionId,
  };
  return createHash('sha256').update(canonicalize(shown)!).digest();
}
