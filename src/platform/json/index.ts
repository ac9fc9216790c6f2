// Pure: what checks files outside the server reads JSON by the same rules.
export { ambiguitiesIn, type Ambiguity } from './ambiguities';
export { isDeeperThan } from './deeper-than';
