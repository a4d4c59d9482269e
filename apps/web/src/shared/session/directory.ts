import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { useMay, useWho } from './who.ts';

export const shopsQuery = queryOptions({
  queryKey: ['shops'],
  queryFn: () => ask('gateway.listShops'),
  staleTime: 10 * 60_000,
});

export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: () => ask('chat.listPresence'),
  staleTime: 15_000,
});

/** A colleague's name by account id; the id for whoever may not see the team. */
export const useAgentName = (): ((agentId: string) => string) => {
  const may = useMay();
  const who = useWho();
  const { data } = useQuery({ ...teamQuery, enabled: may('chat.listPresence') });
  return (agentId) =>
    agentId === who.id
      ? who.name
      : (data?.items.find((presence) => presence.agentId === agentId)?.name ?? agentId);
};
