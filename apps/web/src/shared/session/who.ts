import type { Principal, RouteName } from '@kefu/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { ask } from '../api/ask.ts';
import { mayAsk } from '../api/permitted.ts';
import { isSignedOut } from '../api/problem.ts';

/** Who is signed in; null when nobody is. */
export const whoQuery = queryOptions({
  queryKey: ['who'],
  queryFn: async (): Promise<Principal | null> => {
    try {
      return await ask('gateway.whoAmI');
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export const WhoContext = createContext<Principal | null>(null);

/** The signed-in person; only for pages inside the frame. */
export const useWho = (): Principal => {
  const who = useContext(WhoContext);
  if (!who) throw new Error('useWho outside the signed-in frame');
  return who;
};

export const useMay = (): ((name: RouteName) => boolean) => {
  const who = useWho();
  return (name) => mayAsk(who, name);
};

export const useSignOut = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return async () => {
    await ask('gateway.signOut').catch(() => undefined); // the session ends here even when the network is gone
    client.clear();
    client.setQueryData(whoQuery.queryKey, null);
  };
};
