import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';

export const phrasesQuery = (shopId: string) =>
  queryOptions({
    queryKey: ['phrases', shopId],
    queryFn: () => ask('chat.listPhrases', { query: { shopId } }),
    staleTime: 5 * 60_000,
  });
