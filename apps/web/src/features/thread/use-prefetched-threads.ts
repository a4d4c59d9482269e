import type { Conversation } from '@kefu/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { threadQuery } from './thread-query.ts';

/** Brings the agent's conversations into memory while nobody waits for them, so that each opens at once. */
export const usePrefetchedThreads = (conversations: readonly Conversation[] | undefined): void => {
  const client = useQueryClient();
  useEffect(() => {
    let isWanted = true;
    const fetchAll = async () => {
      for (const conversation of conversations ?? []) {
        if (!isWanted) return;
        const query = threadQuery(conversation);
        if (client.getQueryData(query.queryKey) === undefined) await client.prefetchQuery(query);
      }
    };
    void fetchAll();
    return () => {
      isWanted = false;
    };
  }, [client, conversations]);
};
