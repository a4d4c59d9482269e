import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../shared/ui/empty.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { belongsTo } from './belongs.ts';
import { OrderCard } from './order-card.tsx';
import { customerOrdersQuery, ordersByNumberQuery, type Order, type OrderLine } from './orders.ts';
import styles from './orders-tab.module.css';

type OrdersTabProps = {
  customerId: string;
  shopId: string;
  anonymous: boolean;
  focusId: string | undefined;
  onFocus: (order: Order) => void;
  onOpenParcels: (order: Order) => void;
  lineAction: (order: Order, line: OrderLine) => ReactNode;
};

/** The customer's orders, there before anyone asks; any other order of the shop by its number. */
export const OrdersTab = (props: OrdersTabProps) => {
  const { customerId, shopId, anonymous, focusId, onFocus, onOpenParcels, lineAction } = props;
  const { t } = useTranslation('workbench');
  const [number, setNumber] = useState('');
  const own = useQuery({ ...customerOrdersQuery(customerId), enabled: !anonymous });
  const found = useQuery({ ...ordersByNumberQuery(number, shopId), enabled: number !== '' });
  const shown = number === '' ? own : found;
  const orders = number === '' && anonymous ? [] : shown.data?.items;
  return (
    <div className={styles.tab}>
      <Input.Search
        allowClear
        placeholder={t('orders.find')}
        aria-label={t('orders.find')}
        onSearch={(sought) => setNumber(sought.trim())}
      />
      {shown.error && <ProblemNote error={shown.error} onRetry={() => void shown.refetch()} />}
      {!orders && !shown.error && <RowsSkeleton rows={6} height={48} />}
      {orders?.length === 0 && number === '' && (
        <Empty
          title={t(anonymous ? 'orders.visitor.title' : 'orders.none.title')}
          hint={t(anonymous ? 'orders.visitor.hint' : 'orders.none.hint')}
        />
      )}
      {orders?.length === 0 && number !== '' && (
        <Empty title={t('orders.notFound.title', { number })} hint={t('orders.notFound.hint')} />
      )}
      {orders?.map((order, index) => (
        <OrderCard
          key={order.orderId}
          order={order}
          belongs={belongsTo({ customerId, anonymous }, order)}
          isOpen={focusId === order.orderId || (focusId === undefined && index === 0)}
          onToggle={() => onFocus(order)}
          onOpenParcels={() => onOpenParcels(order)}
          lineAction={(line) => lineAction(order, line)}
        />
      ))}
    </div>
  );
};
