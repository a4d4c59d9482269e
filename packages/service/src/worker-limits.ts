/**
 * For a Temporal worker beside a service's other parts: small caches, since workflows wait for days and are replayed
 * when they go on, and as many tasks at once as keep the server busy.
 */
export const workerLimits = {
  maxCachedWorkflows: 50,
  workflowThreadPoolSize: 1,
  maxConcurrentWorkflowTaskExecutions: 16,
  maxConcurrentActivityTaskExecutions: 16,
} as const;
