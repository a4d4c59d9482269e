import type { AnswerOf } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask } from '../../shared/api/ask.ts';
import { usePages } from '../../shared/api/use-pages.ts';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { useBecause } from '../../shared/marks/use-because.ts';
import { DataTable, type Column } from '../../shared/ui/data-table.tsx';
import { More } from '../../shared/ui/more.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { When } from '../../shared/ui/when.tsx';
import { ParcelNav } from './parcel-nav.tsx';

type Complaints = AnswerOf<'returns.listComplaints'>;
type Complaint = Complaints['items'][number];

/** What the warehouse packed short, with what shows it. */
export const ComplaintList = () => {
  const { t } = useTranslation('desks');
  const because = useBecause();
  const list = usePages<Complaint, Complaints>({
    queryKey: ['complaints'],
    fetchPage: (after) => ask('returns.listComplaints', { query: { ...after, limit: 200 } }),
    refetchInterval: 60_000,
  });
  const columns: Column<Complaint>[] = [
    {
      key: 'order',
      title: t('complaints.column.order'),
      width: 190,
      render: ({ orderId, shopId }) => orderId.slice(shopId.length + 1),
    },
    {
      key: 'shop',
      title: t('complaints.column.shop'),
      width: 170,
      render: ({ shopId }) => <ShopMark shopId={shopId} full />,
    },
    {
      key: 'because',
      title: t('complaints.column.because'),
      render: (complaint) => because(complaint.because),
    },
    {
      key: 'case',
      title: t('complaints.column.case'),
      width: 100,
      render: ({ caseId }) => <Link to={`/cases/${caseId}`}>#{caseId.slice(-6).toUpperCase()}</Link>,
    },
    {
      key: 'at',
      title: t('complaints.column.recordedAt'),
      width: 120,
      render: ({ recordedAt }) => <When at={recordedAt} />,
    },
  ];
  return (
    <Page title={<ParcelNav />}>
      {list.error ? (
        <ProblemNote error={list.error} onRetry={list.refetch} />
      ) : (
        <DataTable
          label={t('complaints.title')}
          rows={list.items}
          rowKey={({ complaintId }) => complaintId}
          columns={columns}
          empty={t('complaints.empty', { returnObjects: true })}
        />
      )}
      <More list={list} />
    </Page>
  );
};
