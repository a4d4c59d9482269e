import type { AnswerOf, Inquiry } from '@kefu/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';
import { usePages } from '../../shared/api/use-pages.ts';

type InquiryFilter = { state?: Inquiry['state']; carrier?: string };

export const useInquiries = (filter: InquiryFilter) =>
  usePages<Inquiry, AnswerOf<'logistics.listInquiries'>>({
    queryKey: ['inquiries', filter],
    fetchPage: (after) => ask('logistics.listInquiries', { query: { ...filter, ...after, limit: 200 } }),
    refetchInterval: 30_000,
  });

export const useInquiryMoved = (): (() => void) => {
  const client = useQueryClient();
  return () => {
    for (const key of ['inquiries', 'parcels', 'case', 'cases'])
      void client.invalidateQueries({ queryKey: [key] });
  };
};
