export { deciderTest, type Decided, type Given } from './given.ts';
