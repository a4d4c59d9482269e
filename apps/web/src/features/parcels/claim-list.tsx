import type { AnswerOf, CarrierClaim } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask } from '../../shared/api/ask.ts';
import { usePages } from '../../shared/api/use-pages.ts';
import { money } from '../../shared/format/money.ts';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { DataTable, type Column } from '../../shared/ui/data-table.tsx';
import { More } from '../../shared/ui/more.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { When } from '../../shared/ui/when.tsx';
import { ParcelNav } from './parcel-nav.tsx';

/** What carriers owe us, with the case that shows why. */
export const ClaimList = () => {
  const { t } = useTranslation('desks');
  const list = usePages<CarrierClaim, AnswerOf<'logistics.listClaims'>>({
    queryKey: ['claims'],
    fetchPage: (after) => ask('logistics.listClaims', { query: { ...after, limit: 200 } }),
    refetchInterval: 60_000,
  });
  const reasonText = (reason: string) =>
    reason === 'lost-in-transit' || reason === 'damaged' || reason === 'lost'
      ? t(`claims.reason.${reason}`)
      : reason;
  const columns: Column<CarrierClaim>[] = [
    {
      key: 'carrier',
      title: t('claims.column.carrier'),
      width: 80,
      render: ({ carrier }) => carrier.toUpperCase(),
    },
    {
      key: 'waybill',
      title: t('claims.column.waybill'),
      render: ({ waybillId, carrier }) => waybillId.slice(carrier.length + 1),
    },
    {
      key: 'shop',
      title: t('claims.column.shop'),
      render: ({ shopId }) => <ShopMark shopId={shopId} full />,
    },
    { key: 'reason', title: t('claims.column.reason'), render: ({ reason }) => reasonText(reason) },
    {
      key: 'case',
      title: t('claims.column.case'),
      render: ({ caseId }) => <Link to={`/cases/${caseId}`}>#{caseId.slice(-6).toUpperCase()}</Link>,
    },
    { key: 'at', title: t('claims.column.recordedAt'), render: ({ recordedAt }) => <When at={recordedAt} /> },
    {
      key: 'amount',
      title: t('claims.column.amount'),
      kind: 'number',
      render: ({ amountFen }) => <b>{money(amountFen)}</b>,
    },
  ];
  const sum = list.items?.reduce((total, { amountFen }) => total + amountFen, 0) ?? 0;
  return (
    <Page title={<ParcelNav />}>
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.refetch} />
      ) : (
        <DataTable
          label={t('claims.title')}
          rows={list.items}
          rowKey={({ claimId }) => claimId}
          columns={columns}
          empty={t('claims.empty', { returnObjects: true })}
          footer={
            <tr>
              <td colSpan={6}>
                {t(list.hasMore ? 'claims.totalShown' : 'claims.total', { count: list.items?.length ?? 0 })}
              </td>
              <td style={{ textAlign: 'right' }}>{money(sum)}</td>
            </tr>
          }
        />
      )}
      <More list={list} />
    </Page>
  );
};
