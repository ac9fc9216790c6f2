import type { PDF } from '@libpdf/core';
import { flawInCarried, type CarriedFlaw } from '../verifier/checking/pdf';
import { gapsOfSignatures } from './forbidden-content';
import { UnreadablePdf, type UnreadablePdfReason } from './unreadable-pdf';

const REASONS: Record<CarriedFlaw['kind'], UnreadablePdfReason> = {
  broken: 'broken_signature',
  changed: 'changed_after_signature',
  too_many: 'too_many_signatures',
};

/**
 * Refuses a document that carries a signature which is broken, or which something else was put behind: what people sign here
 * would be called wrong, or changed, for ever, and whoever prepared it could disown it (decision 34).
 */
export function refuseBrokenSignatures(pdf: PDF, bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flaw = flawInCarried(file, gapsOfSignatures(pdf));
  if (flaw) throw new UnreadablePdf(REASONS[flaw.kind], undefined, aboutOf(flaw));
}

const aboutOf = ({ kind, signature, message }: CarriedFlaw): string | undefined =>
  kind === 'too_many' ? undefined : `${signature ? `Signature ${signature}: ` : ''}${message}.`;
