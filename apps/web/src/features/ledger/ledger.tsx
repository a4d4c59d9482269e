import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import type { AnswerOf, LedgerEntry } from '@kefu/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask } from '../../shared/api/ask.ts';
import { usePages } from '../../shared/api/use-pages.ts';
import { money } from '../../shared/format/money.ts';
import { serverNow } from '../../shared/format/server-clock.ts';
import { monthOf } from '../../shared/format/time.ts';
import { useWho } from '../../shared/session/who.ts';
import { DataTable, type Column } from '../../shared/ui/data-table.tsx';
import { More } from '../../shared/ui/more.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useFilters } from '../../shared/url/use-filters.ts';
import { monthBeside } from './month.ts';

/** One's own pay facts of a month, each with the events behind it. */
export const Ledger = () => {
  const { t } = useTranslation('desks');
  const who = useWho();
  const { filters, set } = useFilters(['month']);
  const thisMonth = monthOf(serverNow());
  const month = filters.month ?? thisMonth;
  const list = usePages<LedgerEntry, AnswerOf<'payroll.listEntries'>>({
    queryKey: ['ledger', who.id, month],
    fetchPage: (after) =>
      ask('payroll.listEntries', { query: { agentId: who.id, month, ...after, limit: 200 } }),
  });
  const columns: Column<LedgerEntry>[] = [
    { key: 'at', title: t('ledger.column.at'), width: 130, render: ({ at }) => <When at={at} /> },
    { key: 'kind', title: t('ledger.column.kind'), render: ({ kind }) => t(`ledger.kind.${kind}`) },
    {
      key: 'case',
      title: t('ledger.column.case'),
      render: ({ caseId }) => <Link to={`/cases/${caseId}`}>#{caseId.slice(-6).toUpperCase()}</Link>,
    },
    {
      key: 'because',
      title: t('ledger.column.because'),
      // The events lie on the case's time line, where they say who, when and why.
      render: ({ caseId, because }) => (
        <Link to={`/cases/${caseId}`} title={because.join('\n')}>
          {t('ledger.events', { count: because.length })}
        </Link>
      ),
    },
    {
      key: 'quantity',
      title: t('ledger.column.quantity'),
      kind: 'number',
      width: 90,
      render: ({ quantity }) => quantity,
    },
    {
      key: 'amount',
      title: t('ledger.column.amount'),
      kind: 'number',
      width: 120,
      render: ({ amountFen }) => money(amountFen),
    },
  ];
  const go = (step: 1 | -1) => {
    const next = monthBeside(month, step);
    set({ month: next === thisMonth ? undefined : next });
  };
  const totals = list.first?.totals;
  return (
    <Page
      title={t('ledger.title')}
      note={t('ledger.note')}
      tools={
        <>
          <Button icon={<LeftOutlined />} aria-label={t('ledger.previous')} onClick={() => go(-1)} />
          <b>{month}</b>
          <Button
            icon={<RightOutlined />}
            aria-label={t('ledger.next')}
            disabled={month >= thisMonth}
            onClick={() => go(1)}
          />
        </>
      }
    >
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.refetch} />
      ) : (
        <DataTable
          label={t('ledger.title')}
          rows={list.items}
          rowKey={({ entryId }) => entryId}
          columns={columns}
          empty={t('ledger.empty', { returnObjects: true })}
          footer={
            totals && (
              <tr>
                <td colSpan={4}>{t('ledger.total')}</td>
                <td style={{ textAlign: 'right' }}>{totals.quantity}</td>
                <td style={{ textAlign: 'right' }}>{money(totals.amountFen)}</td>
              </tr>
            )
          }
        />
      )}
      <More list={list} />
    </Page>
  );
};
