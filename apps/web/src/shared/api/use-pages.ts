import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

type Page<Item> = { items: Item[]; next?: string | undefined };
type PagesOptions<P> = {
  queryKey: QueryKey;
  fetchPage: (after: { after?: string }) => Promise<P>;
  refetchInterval?: number;
  /** Nothing moves while someone reads: read again only when asked to. */
  isStill?: boolean;
};

/** A list that the API answers page by page, read on as far as was asked for. */
export const usePages = <Item, P extends Page<Item>>({
  queryKey,
  fetchPage,
  isStill = false,
  ...options
}: PagesOptions<P & Page<Item>>) => {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam === undefined ? {} : { after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: isStill ? Infinity : 5_000,
    refetchOnWindowFocus: !isStill,
    ...options,
  });
  return {
    items: query.data?.pages.flatMap(({ items }) => items),
    first: query.data?.pages[0],
    error: query.data ? null : query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    refetch: () => void query.refetch(),
  };
};
