export { openPlayground, PLAYGROUND_DIRECTORY, type Playground } from './open-playground';
