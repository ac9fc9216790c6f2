import { longDate, oneLine } from '../../../platform/pages';
import type { EvidenceWords } from './evidence-language';
import type { Identified } from './sealing-facts';

/** By whom a person was identified, when, how surely, and from which country the document is. */
export function identifiedText(identified: Identified, words: EvidenceWords): string {
  const { providerKind, provider, verifiedAt, acr, assuranceLevel, documentCountry } = identified;
  const by = words.identifiedBy[providerKind];
  return [
    providerKind === 'ON_FILE' ? by : `${by} (${provider})`,
    longDate(new Date(verifiedAt), words.tag),
    ...[acr, assuranceLevel, documentCountry].flatMap((text) => (text ? [oneLine(text)] : [])),
  ].join(', ');
}
