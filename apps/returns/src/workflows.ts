// What the worker runs; bundled at build time.
export { weightCheck } from './weight-check/weight-check.workflow.ts';
