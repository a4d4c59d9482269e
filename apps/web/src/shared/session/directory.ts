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

const namesQuery = queryOptions({
  queryKey: ['names'],
  queryFn: () => ask('gateway.listNames'),
  staleTime: 10 * 60_000,
});

/** A colleague's name by account id; the id while it is being asked for, and of who is none. */
export const useAgentName = (): ((agentId: string) => string) => {
  const may = useMay();
  const who = useWho();
  const { data } = useQuery({ ...namesQuery, enabled: may('gateway.listNames') });
  return (agentId) =>
    agentId === who.id
      ? who.name
      : (data?.items.find((person) => person.agentId === agentId)?.name ?? agentId);
};
