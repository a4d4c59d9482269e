import type { Refund } from '@kefu/contracts';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { money } from '../../shared/format/money.ts';
import { useMay } from '../../shared/session/who.ts';
import { DataTable } from '../../shared/ui/data-table.tsx';
import { Mark } from '../../shared/ui/mark.tsx';
import { More } from '../../shared/ui/more.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { ShopSelect } from '../../shared/ui/shop-select.tsx';
import { useFilters } from '../../shared/url/use-filters.ts';
import { useRefundColumns } from './refund-columns.tsx';
import { useRefundList, useRefundTotals } from './refunds.ts';

const states = ['to-pay', 'paid', 'all'] as const;

/** Finance's list: what is to pay, paid line by line, the totals always in sight. */
export const RefundList = () => {
  const { t } = useTranslation('desks');
  const may = useMay();
  const client = useQueryClient();
  const { filters, set } = useFilters(['state', 'shop']);
  const state = states.find((name) => name === filters.state) ?? 'to-pay';
  const filter = {
    ...(state !== 'all' && { state }),
    ...(filters.shop && { shopId: filters.shop }),
  };
  const list = useRefundList(filter);
  const current = useRefundTotals(filter);
  const [paid, setPaid] = useState<ReadonlyMap<string, Refund>>(new Map());
  const rows = list.items?.map((refund) => paid.get(refund.caseId) ?? refund);
  const paidHere = rows?.filter(({ caseId, state: now }) => paid.has(caseId) && now === 'paid') ?? [];
  const totals = list.first?.totals;
  const expected = (totals?.count ?? 0) - (state === 'to-pay' ? paidHere.length : 0);
  const isCounting = useIsFetching({ queryKey: ['refund-totals'] }) > 0;
  const news = current && totals && !isCounting ? current.count - expected : 0;
  const columns = useRefundColumns({
    canPay: may('returns.payRefund'),
    onPaid: (refund) => {
      setPaid((known) => new Map(known).set(refund.caseId, refund));
      void client.invalidateQueries({ queryKey: ['refund-totals'] });
    },
  });
  const reload = () => {
    setPaid(new Map());
    list.refetch();
  };
  return (
    <Page
      title={t('refunds.title')}
      note={news === 0 ? t('refunds.note') : <News count={Math.abs(news)} onReload={reload} />}
      tools={
        <>
          <Segmented
            aria-label={t('refunds.title')}
            value={state}
            onChange={(chosen) => set({ state: chosen === 'to-pay' ? undefined : chosen })}
            options={states.map((value) => ({ value, label: t(`refunds.state.${value}`) }))}
          />
          <ShopSelect value={filters.shop} onChange={(shop) => set({ shop })} />
        </>
      }
    >
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.refetch} />
      ) : (
        <DataTable
          label={t('refunds.title')}
          rows={rows}
          rowKey={({ caseId }) => caseId}
          columns={columns}
          empty={t(`refunds.empty.${state}`, { returnObjects: true })}
          footer={
            totals && (
              <tr>
                <td colSpan={5}>{t('refunds.total', { count: totals.count })}</td>
                <td style={{ textAlign: 'right' }}>{money(totals.amountFen)}</td>
                <td colSpan={3}>
                  {paidHere.length > 0 &&
                    t('refunds.paidHere', {
                      count: paidHere.length,
                      amount: money(paidHere.reduce((sum, { amountFen }) => sum + amountFen, 0)),
                    })}
                </td>
              </tr>
            )
          }
        />
      )}
      <More list={list} />
    </Page>
  );
};

// In the place of the page's note: the lines below stay where they are under the clerk's hand.
const News = ({ count, onReload }: { count: number; onReload: () => void }) => {
  const { t } = useTranslation('desks');
  return (
    <span role="status">
      <Mark tone="accent">{t('refunds.news', { count })}</Mark>{' '}
      <Button size="small" onClick={onReload}>
        {t('refunds.reload')}
      </Button>
    </span>
  );
};
