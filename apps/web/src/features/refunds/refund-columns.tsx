import { CheckCircleOutlined } from '@ant-design/icons';
import type { Refund } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { money } from '../../shared/format/money.ts';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { useAgentName } from '../../shared/session/directory.ts';
import { useMay } from '../../shared/session/who.ts';
import type { Column } from '../../shared/ui/data-table.tsx';
import { Mark } from '../../shared/ui/mark.tsx';
import { When } from '../../shared/ui/when.tsx';
import { PayCells } from './pay-cells.tsx';

type ColumnOptions = { canPay: boolean; onPaid: (refund: Refund) => void };

const reasons = [
  'lost-in-transit',
  'short-packed',
  'slip-short',
  'parcel-damaged',
  'decided-by-person',
] as const;

export const useRefundColumns = ({ canPay, onPaid }: ColumnOptions): Column<Refund>[] => {
  const { t } = useTranslation('desks');
  const agentName = useAgentName();
  const may = useMay();
  const reasonText = (reason: string) => {
    const known = reasons.find((name) => name === reason);
    return known ? t(`refunds.reason.${known}`) : reason;
  };
  return [
    {
      key: 'order',
      title: t('refunds.column.order'),
      width: 180,
      render: ({ caseId, orderId, shopId }) =>
        may('returns.getCase') ? (
          <Link to={`/cases/${caseId}`}>{orderId.slice(shopId.length + 1)}</Link>
        ) : (
          orderId.slice(shopId.length + 1)
        ),
    },
    {
      key: 'shop',
      title: t('refunds.column.shop'),
      render: ({ shopId }) => <ShopMark shopId={shopId} full />,
    },
    { key: 'reason', title: t('refunds.column.reason'), render: ({ reason }) => reasonText(reason) },
    { key: 'by', title: t('refunds.column.approvedBy'), render: ({ approvedBy }) => agentName(approvedBy) },
    {
      key: 'at',
      title: t('refunds.column.approvedAt'),
      render: ({ approvedAt }) => <When at={approvedAt} />,
    },
    {
      key: 'amount',
      title: t('refunds.column.amount'),
      kind: 'number',
      render: ({ amountFen }) => <b>{money(amountFen)}</b>,
    },
    {
      key: 'payment',
      title: t('refunds.column.payment'),
      width: 400,
      render: (refund) => {
        if (refund.state === 'paid') return <Paid refund={refund} />;
        return canPay ? (
          <PayCells refund={refund} onPaid={onPaid} />
        ) : (
          <Mark tone="amber">{t('refunds.state.to-pay')}</Mark>
        );
      },
    },
  ];
};

const Paid = ({ refund: { reference, paidAt, paidBy } }: { refund: Refund }) => {
  const { t } = useTranslation('desks');
  const agentName = useAgentName();
  return (
    <span>
      <Mark tone="green" icon={<CheckCircleOutlined />}>
        {t('refunds.state.paid')}
      </Mark>{' '}
      {reference} · {paidBy && agentName(paidBy)} · <When at={paidAt} />
    </span>
  );
};
