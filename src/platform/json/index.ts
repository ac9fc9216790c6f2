// Pure: what checks files outside the server reads JSON by the same rules.
export { ambiguitiesIn, type Ambiguity } from './ambiguities';
export { beyondLimits, type JsonLimits } from './weight';
