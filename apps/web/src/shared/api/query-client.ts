import { QueryClient } from '@tanstack/react-query';
import { problemOf } from './problem.ts';

const isWorthRetrying = (error: unknown): boolean => {
  const { status } = problemOf(error);
  return status === 0 || status >= 502;
};

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 60 * 60_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
      mutations: { networkMode: 'always' },
    },
  });
