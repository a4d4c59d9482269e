export { given } from '../../../../packages/testing/src/index.ts';
