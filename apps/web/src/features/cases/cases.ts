import type { AnswerOf, CaseSummary } from '@kefu/contracts';
import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { ask, type Asked } from '../../shared/api/ask.ts';
import { useLiveEvent, useLiveReturn } from '../../shared/live/live.ts';

export type Case = AnswerOf<'returns.getCase'>;
export type CaseFact = Case['timeline'][number];
export type CaseFilter = NonNullable<Asked<'returns.listCases'>['query']>;

const movesByItself = new Set<CaseSummary['state']>(['open', 'weighing']);

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId],
    queryFn: () => ask('returns.getCase', { params: { caseId } }),
    staleTime: 3_000,
    refetchInterval: ({ state }) => (state.data && movesByItself.has(state.data.state) ? 3_000 : 30_000),
  });

/** For the masked name of whose order it is. */
export const orderOfCaseQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['order', orderId],
    queryFn: () => ask('orders.getOrder', { params: { orderId } }),
    staleTime: 60_000,
  });

export const casesQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: ['cases', filter],
    queryFn: () => ask('returns.listCases', { query: filter }),
    staleTime: 5_000,
    refetchInterval: 30_000,
  });

export const approvalsQuery = queryOptions({
  queryKey: ['approvals'],
  queryFn: () => ask('returns.listApprovals', { query: { limit: 200 } }),
  staleTime: 5_000,
  refetchInterval: 15_000,
});

/** After a case moved: it and every list it may stand in are read again. */
export const noteCaseMoved = (client: QueryClient, caseId: string): void => {
  void client.invalidateQueries({ queryKey: ['case', caseId] });
  for (const list of ['cases', 'approvals', 'refunds']) void client.invalidateQueries({ queryKey: [list] });
};

/** A system line about a case means that it moved. */
export const useLiveCases = (): void => {
  const client = useQueryClient();
  useLiveEvent('message', ({ link }) => {
    if (link) noteCaseMoved(client, link.id);
  });
  useLiveReturn(() => void client.invalidateQueries({ queryKey: ['case'] }));
};
