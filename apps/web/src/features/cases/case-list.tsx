import type { CaseSummary } from '@kefu/contracts';
import { Button, Checkbox, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ask } from '../../shared/api/ask.ts';
import { usePages } from '../../shared/api/use-pages.ts';
import { useMay, useWho } from '../../shared/session/who.ts';
import { DataTable } from '../../shared/ui/data-table.tsx';
import { More } from '../../shared/ui/more.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { ShopSelect } from '../../shared/ui/shop-select.tsx';
import { useFilters } from '../../shared/url/use-filters.ts';
import type { CaseFilter } from './cases.ts';
import { useCaseColumns } from './case-columns.tsx';

type State = CaseSummary['state'];

const states: State[] = [
  'awaiting-person',
  'awaiting-approval',
  'weighing',
  'open',
  'refund-approved',
  'reshipment-approved',
  'refund-paid',
  'declined',
];

/** All cases that the reader may see, newest first, narrowed by filters in the address. */
export const CaseList = () => {
  const { t } = useTranslation(['cases', 'words']);
  const navigate = useNavigate();
  const who = useWho();
  const may = useMay();
  const columns = useCaseColumns();
  const { filters, set, isFiltered, clear } = useFilters([
    'state',
    'shop',
    'agent',
    'reopened',
    'order',
    'customer',
  ]);
  const query: CaseFilter = {
    ...(filters.state && { state: filters.state as State }), // an unknown one is answered with what is wrong
    ...(filters.shop && { shopId: filters.shop }),
    ...(filters.agent && { agentId: filters.agent }),
    ...(filters.order && { orderId: filters.order }),
    ...(filters.customer && { customerId: filters.customer }),
    ...(filters.reopened && { reopened: 'true' }),
  };
  const list = usePages<CaseSummary, { items: CaseSummary[] }>({
    queryKey: ['cases', 'pages', query],
    fetchPage: (after) => ask('returns.listCases', { query: { ...query, ...after, limit: 100 } }),
    refetchInterval: 30_000,
  });
  return (
    <Page
      title={t('title')}
      note={list.items && t(list.hasMore ? 'countMore' : 'count', { count: list.items.length })}
      tools={
        <>
          {may('returns.openCase') && (
            <Checkbox
              checked={filters.agent === who.id}
              onChange={({ target }) => set({ agent: target.checked ? who.id : undefined })}
            >
              {t('filter.mine')}
            </Checkbox>
          )}
          <Checkbox
            checked={filters.reopened !== undefined}
            onChange={({ target }) => set({ reopened: target.checked ? '1' : undefined })}
          >
            {t('filter.reopened')}
          </Checkbox>
          <Select
            allowClear
            aria-label={t('filter.state')}
            placeholder={t('filter.everyState')}
            style={{ width: 168 }}
            value={filters.state ?? null}
            onChange={(state: string | null) => set({ state: state ?? undefined })}
            options={states.map((state) => ({ value: state, label: t(`words:caseState.${state}`) }))}
          />
          <ShopSelect value={filters.shop} onChange={(shop) => set({ shop })} />
          <Button disabled={!isFiltered} onClick={clear}>
            {t('filter.clear')}
          </Button>
        </>
      }
    >
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.refetch} />
      ) : (
        <DataTable
          label={t('title')}
          rows={list.items}
          rowKey={({ caseId }) => caseId}
          columns={columns}
          empty={{ title: t('none.title'), hint: t(isFiltered ? 'none.hintFiltered' : 'none.hint') }}
          onOpen={({ caseId }) => void navigate(`/cases/${caseId}`)}
        />
      )}
      <More list={list} />
    </Page>
  );
};
