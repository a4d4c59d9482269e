/**
 * For a Temporal worker beside a service's other parts: small caches, since workflows wait for days and are replayed
 * when they go on, and few tasks at once.
 */
export const workerLimits = {
  maxCachedWorkflows: 50,
  workflowThreadPoolSize: 1,
  maxConcurrentWorkflowTaskExecutions: 5,
  maxConcurrentActivityTaskExecutions: 5,
} as const;
