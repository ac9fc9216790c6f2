export { VerifierModule } from './verifier.module';
export { VerifyFiles, type OwnKnowledge, type Unfinished } from './verify-files';
export { CHECKER_PROGRAM } from './checker-program';
export { CHECKS, type Check, type CheckName, type Verdict } from './checking/findings';
export type { Report } from './checking/verify-file';
