import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, problemOf } from './problem.ts';

const isWorthRetrying = (error: unknown): boolean => {
  const { status } = problemOf(error);
  return status === 0 || status >= 502;
};

/** The server state of all pages. `onSignedOut` is told when the session has ended, whoever noticed it. */
export const createQueryClient = (onSignedOut: (client: QueryClient) => void): QueryClient => {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 60 * 60_000,
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
};
