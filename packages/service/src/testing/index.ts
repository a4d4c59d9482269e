export { eventually } from './eventually.ts';
export { freePort } from '@kefu/testing/servers';
export { problemCodeOf } from './problem-code.ts';
export { runForTest, type ServiceForTest } from './run-for-test.ts';
