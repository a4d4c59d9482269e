import type { AnswerOf, Refund } from '@kefu/contracts';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { usePages } from '../../shared/api/use-pages.ts';

type RefundFilter = { state?: Refund['state']; shopId?: string };
type RefundPage = AnswerOf<'returns.listRefunds'>;

/** The list as it was when the clerk opened it: it does not move while they read. */
export const useRefundList = (filter: RefundFilter) =>
  usePages<Refund, RefundPage>({
    queryKey: ['refund-list', filter],
    fetchPage: (after) => ask('returns.listRefunds', { query: { ...filter, ...after, limit: 200 } }),
    isStill: true,
  });

/** What the list would add up to now. */
export const useRefundTotals = (filter: RefundFilter): RefundPage['totals'] | undefined =>
  useQuery({
    queryKey: ['refund-totals', filter],
    queryFn: () => ask('returns.listRefunds', { query: { ...filter, limit: 1 } }),
    refetchInterval: 20_000,
  }).data?.totals;
