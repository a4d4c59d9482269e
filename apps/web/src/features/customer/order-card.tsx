import { DownOutlined, ExclamationCircleOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { money } from '../../shared/format/money.ts';
import { grams } from '../../shared/format/weight.ts';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { Mark } from '../../shared/ui/mark.tsx';
import { When } from '../../shared/ui/when.tsx';
import type { Belongs } from './belongs.ts';
import { parcelsQuery, shortNumber, type Order, type OrderLine } from './orders.ts';
import { ParcelSummary } from './parcel-summary.tsx';
import styles from './order-card.module.css';

type OrderCardProps = {
  order: Order;
  belongs: Belongs;
  isOpen: boolean;
  onToggle: () => void;
  onOpenParcels: () => void;
  lineAction: (line: OrderLine) => ReactNode;
};

export const OrderCard = (props: OrderCardProps) => {
  const { order, belongs, isOpen, onToggle, onOpenParcels, lineAction } = props;
  const { t } = useTranslation(['workbench', 'words']);
  const parcels = useQuery({ ...parcelsQuery(order.orderId), enabled: isOpen });
  const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <section className={styles.card} aria-label={t('orders.order', { number: order.orderNumber })}>
      <button type="button" className={styles.head} aria-expanded={isOpen} onClick={onToggle}>
        {isOpen ? <DownOutlined className={styles.arrow} /> : <RightOutlined className={styles.arrow} />}
        <span title={order.orderNumber}>{t('orders.order', { number: shortNumber(order.orderNumber) })}</span>
        <b className={styles.paid}>{money(order.paidFen, order.currency)}</b>
      </button>
      <p className={styles.facts}>
        {t('orders.pieces', { pieces })} · {t(`words:orderStatus.${order.status}`)} ·{' '}
        <When at={order.signedAt ?? order.paidAt ?? order.placedAt} />
      </p>
      {belongs !== 'theirs' && (
        <p className={styles.belongs}>
          <Mark tone="amber" icon={<ExclamationCircleOutlined />}>
            {t(`orders.belongs.${belongs}`)}
          </Mark>
        </p>
      )}
      {isOpen && (
        <>
          <ul className={styles.lines}>
            {order.lines.map((line) => (
              <li key={line.lineId} className={styles.line}>
                <div className={styles.title}>
                  <span>{line.title}</span>
                  <small>
                    {line.sku}
                    {line.weightGrams !== undefined && ` · ${grams(line.weightGrams)}`}
                  </small>
                </div>
                <span className={styles.price}>
                  {money(line.unitPriceFen, order.currency)} × {line.quantity}
                </span>
                {lineAction(line)}
              </li>
            ))}
          </ul>
          <ul className={styles.parcels}>
            {parcels.isPending && (
              <li>
                <RowsSkeleton rows={1} height={32} />
              </li>
            )}
            {parcels.data?.map((parcel) => (
              <li key={parcel.waybill.waybillId}>
                <ParcelSummary parcel={parcel} onOpen={onOpenParcels} />
              </li>
            ))}
            {parcels.data?.length === 0 && <li className={styles.none}>{t('parcels.none.title')}</li>}
          </ul>
        </>
      )}
    </section>
  );
};
