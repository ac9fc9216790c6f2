import type { PDF } from '@libpdf/core';
import { flawInCarried, leftByCarried, type CarriedFlaw } from '../verifier/checking/pdf';
import { gapsOfSignatures } from './forbidden-content';
import type { PageBox } from './pdf-reading';
import { UnreadablePdf, type UnreadablePdfReason } from './unreadable-pdf';

const REASONS: Record<CarriedFlaw['kind'], UnreadablePdfReason> = {
  broken: 'broken_signature',
  changed: 'changed_after_signature',
  too_many: 'too_many_signatures',
};

/**
 * Refuses a document that carries a signature which is broken, or which something else was put behind: what people sign here
 * would be called wrong, or changed, for ever, and whoever prepared it could disown it (decision 34). `seals`: the SHA-256 of the
 * certificates that documents are sealed under here.
 */
export function refuseBrokenSignatures(pdf: PDF, bytes: Uint8Array, seals?: string[]): void {
  const flaw = flawInCarried(inBuffer(bytes), gapsOfSignatures(pdf), seals);
  if (flaw) throw new UnreadablePdf(REASONS[flaw.kind], undefined, aboutOf(flaw));
}

/**
 * Why nothing may be put on the pages of a document whose signatures are good; undefined where it may. Refuses one that is
 * certified as final: not even a seal may be behind it (decision 47).
 */
export function closedBy(bytes: Uint8Array): PageBox['closed'] {
  const { level, isLocked } = leftByCarried(inBuffer(bytes));
  if (level === 1) throw new UnreadablePdf('changes_forbidden');
  return level !== null ? 'certified' : isLocked ? 'locked' : undefined;
}

/** Whether somebody has signed a document before: then its pages stay as they were signed, unless a place on them is asked. */
export const isSignedAlready = (bytes: Uint8Array): boolean => leftByCarried(inBuffer(bytes)).signatures > 0;

const inBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const aboutOf = ({ kind, signature, message }: CarriedFlaw): string | undefined =>
  kind === 'too_many' ? undefined : `${signature ? `Signature ${signature}: ` : ''}${message}.`;
