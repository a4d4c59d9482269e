export { createClient, type CallInput, type Client, type ClientOptions } from './client.ts';
export { ProblemError } from './problem-error.ts';
