export { createClient, type CallInput, type Client } from './client.ts';
export { ProblemError } from './problem-error.ts';
