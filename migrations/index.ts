import { Foundation1769000000000 } from './1769000000000-foundation';
import { Lifecycle1769200000000 } from './1769200000000-lifecycle';
import { CallerLookUp1769202000000 } from './1769202000000-caller-look-up';
import { Following1769203000000 } from './1769203000000-following';
import { Catalogue1769204000000 } from './1769204000000-catalogue';
import { Identities1769210000000 } from './1769210000000-identities';
import { Mandates1769211000000 } from './1769211000000-mandates';
import { DebugCounters1769215000000 } from './1769215000000-debug-counters';
import { Answering1769220000000 } from './1769220000000-answering';
import { SigningKeys1769230000000 } from './1769230000000-signing-keys';
import { StatusLists1769231000000 } from './1769231000000-status-lists';
import { Sealings1769240000000 } from './1769240000000-sealings';
import { Attachments1769250000000 } from './1769250000000-attachments';
import { EvidenceChain1769251000000 } from './1769251000000-evidence-chain';
import { Spending1769252000000 } from './1769252000000-spending';
import { SealCertificates1769253000000 } from './1769253000000-seal-certificates';
import { VerifyTokens1769254000000 } from './1769254000000-verify-tokens';
import { KeysInOrder1769262000000 } from './1769262000000-keys-in-order';
import { AnswerableWhileValid1769266000000 } from './1769266000000-answerable-while-valid';
import { SearchInAnyScript1769267000000 } from './1769267000000-search-in-any-script';
import { WhatWasShown1769312000000 } from './1769312000000-what-was-shown';
import { EvidenceDocuments1769313000000 } from './1769313000000-evidence-documents';
import { RefusedSealings1769314000000 } from './1769314000000-refused-sealings';
import { UsableCopies1769320000000 } from './1769320000000-usable-copies';
import { CameToNothing1769330000000 } from './1769330000000-came-to-nothing';
import { AskedByInternalId1769331000000 } from './1769331000000-asked-by-internal-id';
import { SealRevisions1769332000000 } from './1769332000000-seal-revisions';
import { KeyRoles1769333000000 } from './1769333000000-key-roles';
import { ExpiryIsAFact1769340000000 } from './1769340000000-expiry-is-a-fact';
import { Webhooks1769341000000 } from './1769341000000-webhooks';
import { IdentityVerifications1769350000000 } from './1769350000000-identity-verifications';
import { WallsBesideKeys1769360000000 } from './1769360000000-walls-beside-keys';

/** The schema's migrations in order. Once landed, a migration is never edited: a new one follows. */
export const schemaMigrations = [
  Foundation1769000000000,
  Lifecycle1769200000000,
  CallerLookUp1769202000000,
  Following1769203000000,
  Catalogue1769204000000,
  Identities1769210000000,
  Mandates1769211000000,
  DebugCounters1769215000000,
  Answering1769220000000,
  SigningKeys1769230000000,
  StatusLists1769231000000,
  Sealings1769240000000,
  Attachments1769250000000,
  EvidenceChain1769251000000,
  Spending1769252000000,
  SealCertificates1769253000000,
  VerifyTokens1769254000000,
  KeysInOrder1769262000000,
  AnswerableWhileValid1769266000000,
  SearchInAnyScript1769267000000,
  WhatWasShown1769312000000,
  EvidenceDocuments1769313000000,
  RefusedSealings1769314000000,
  UsableCopies1769320000000,
  CameToNothing1769330000000,
  AskedByInternalId1769331000000,
  SealRevisions1769332000000,
  KeyRoles1769333000000,
  ExpiryIsAFact1769340000000,
  Webhooks1769341000000,
  IdentityVerifications1769350000000,
  WallsBesideKeys1769360000000,
];
