import type { AnswerOf, Import } from '@kefu/contracts';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../shared/api/ask.ts';

const moving = new Set<Import['state']>(['staging', 'running']);

export const isMoving = ({ state }: Pick<Import, 'state'>): boolean => moving.has(state);

export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['import', importId],
    queryFn: () => ask('orders.getImport', { params: { importId } }),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1_000 : false),
    staleTime: 0,
  });

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => ask('orders.listImports', { query: { limit: 50 } }),
  refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? 2_000 : 30_000),
  staleTime: 0,
});

export type ImportErrors = AnswerOf<'orders.listImportErrors'>;
