import type { OrderView } from '@kefu/contracts';
import { useEffect, useState } from 'preact/hooks';
import { myOrders } from './api.ts';
import type { Texts } from './texts.ts';

const yuan = (fen: number) => `¥${(fen / 100).toFixed(2)}`;

type Props = { token: string; texts: Texts; onAsk(orderNumber: string): void };

export const Orders = ({ token, texts, onAsk }: Props) => {
  const [orders, setOrders] = useState<readonly OrderView[]>();
  useEffect(
    () =>
      void myOrders(token).then(
        ({ items }) => setOrders(items),
        () => setOrders([]),
      ),
    [token],
  );
  if (!orders)
    return (
      <section class="orders" aria-busy="true">
        {texts.loading}
      </section>
    );
  if (orders.length === 0) return <section class="orders">{texts.noOrders}</section>;
  return (
    <section class="orders" aria-label={texts.orders}>
      <ul>
        {orders.map((order) => (
          <li key={order.orderId}>
            <div>
              <strong>{order.orderNumber}</strong>
              <span>
                {texts.pieces(order.lines.reduce((sum, line) => sum + line.quantity, 0))} ·{' '}
                {yuan(order.paidFen)}
              </span>
              <span class="titles">{order.lines.map((line) => line.title).join('、')}</span>
            </div>
            <button type="button" onClick={() => onAsk(order.orderNumber)}>
              {texts.askAbout}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
