import type { SealLevel } from './pades/seal-level';
import type { StoredData } from './pades/validation-store';
import type { PageBox } from '../pdf-reading';
import type { Box } from '../placements';

/** What is drawn into a place of a document before it is sealed. */
export interface SealMark {
  pageIndex: number;
  /** In points from the top left of the displayed page. */
  box: Box;
  /** HANDWRITING is a typed signature, in the first hand of the pages; CHECK is a tick. */
  kind: 'IMAGE' | 'TEXT' | 'HANDWRITING' | 'CHECK';
  /** PNG, for IMAGE. */
  image?: Uint8Array;
  text?: string;
}

/** The pages that tell a reader how the document came to be. Every word comes from the caller. */
export interface EvidencePages {
  title: string;
  introduction: string;
  sections: { heading: string; rows: [label: string, value: string][] }[];
  verify: { label: string; url: string };
  /** Stands at the foot of each page, before its number. */
  footer: string;
  direction: 'ltr' | 'rtl';
  /** Where they are a document of their own: what they say of themselves then, and the label of the sealed document's digest. */
  apart: { introduction: string; label: string };
  /** One of these becomes the last row of the last section, by what became of the timestamp. */
  timestamp: { label: string; set: string; failed: string; none: string };
}

/** Who seals. The key may live elsewhere (a KMS): it is asked from the main thread, never handed to the worker. */
export interface DocumentSigner {
  /** DER. */
  certificate: Uint8Array;
  /** DER, the issuer's first, without the signer's own. */
  certificateChain: Uint8Array[];
  keyType: 'EC' | 'RSA';
  /** Signs SHA-256 of `data`: ECDSA as a DER sequence of r and s, RSA as PKCS#1 v1.5. */
  sign(data: Uint8Array, algorithm: 'SHA-256'): Promise<Uint8Array>;
}

/** A timestamp authority (RFC 3161) over HTTP. */
export interface TimestampService {
  url: string;
  /** `user:password`, when it wants to know who asks. */
  credentials?: string;
}

export interface SealingOrder {
  original: Uint8Array;
  marks: SealMark[];
  evidence: EvidencePages | null;
  signer: DocumentSigner;
  at: Date;
  reason: string;
  timestampService?: TimestampService;
  /** Absent: with a timestamp where one is to be had. Otherwise nothing less than this is made. */
  level?: SealLevel;
  /** Where it is told whether what the document is sealed for was revoked: a place in a status list, and its issuer. */
  status?: { issuer: string; list: string; index: string };
}

export type TimestampOutcome = 'SET' | 'FAILED' | 'NONE';

export interface SealedDocument {
  bytes: Buffer;
  /** Lower-case hex. */
  sha256: string;
  /** Of the document as it is now, its evidence included. */
  pages: PageBox[];
  timestamp: TimestampOutcome;
  /** When the certificates end of the timestamp over the whole file (B-LTA); null where there is none. */
  provedUntil: Date | null;
  /** Where the pages had to stay as they were: sealed like the document, which it names by its digest. */
  evidence: SealedFile | null;
}

/** A PDF that was sealed here. */
export type SealedFile = Pick<SealedDocument, 'bytes' | 'sha256' | 'pages' | 'provedUntil'>;

/** What the worker is told of every seal: everything but the key. */
export interface SealJob extends Pick<SealingOrder, 'at' | 'reason' | 'status'> {
  signer: Omit<DocumentSigner, 'sign'>;
  wantsTimestamp: boolean;
  /** Without a timestamp it is not sealed at all. */
  needsTimestamp: boolean;
}

/** A sealing as it travels to the worker. */
export interface SealingJob extends SealJob, Pick<SealingOrder, 'original' | 'marks' | 'evidence'> {}

/** The evidence of a sealed document, to be sealed as a document of its own. */
export interface EvidenceJob extends SealJob {
  told: EvidencePages;
  /** Of the sealed document, in hex. */
  sha256: string;
  /** What became of that document's timestamp. */
  timestamp: TimestampOutcome;
}

/** What is put behind a sealed document so that it can be proved later. */
export interface Extension {
  sealed: Uint8Array;
  validation: StoredData;
  /** A document timestamp over all of it. */
  wantsTimestamp: boolean;
}

export type ToWorker =
  | { job: SealingJob }
  | { evidence: EvidenceJob }
  | { extension: Extension }
  | { answer: Uint8Array }
  | { failure: string };

/** A document that the worker has made. */
export interface WorkedFile {
  sealed: Uint8Array;
  pages: PageBox[];
  provedUntil: Date | null;
}

export type FromWorker =
  | { ask: 'signature' | 'timestamp'; data: Uint8Array }
  | (WorkedFile & {
      timestamp: TimestampOutcome;
      /** Its evidence was left out: it has to be a document of its own. */
      isApart: boolean;
    })
  | { refused: string };
