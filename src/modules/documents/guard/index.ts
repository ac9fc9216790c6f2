export { compareDocuments, type Comparison } from './compare-documents';
export { ComparisonFailed, DocumentGuard } from './document-guard';
export { sentencesOf, type Finding } from './finding';
