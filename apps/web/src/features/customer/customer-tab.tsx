import { EyeOutlined } from '@ant-design/icons';
import type { Conversation } from '@kefu/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { money } from '../../shared/format/money.ts';
import { Field } from '../../shared/ui/field.tsx';
import { focusFirst } from '../../shared/ui/focus-first.ts';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { When } from '../../shared/ui/when.tsx';
import { customerOrdersQuery, shortNumber, type Order } from './orders.ts';
import styles from './customer-tab.module.css';

/** Who the customer is to us; name, phone and address stay masked until opened with a reason. */
export const CustomerTab = ({
  conversation,
  order,
}: {
  conversation: Conversation;
  order: Order | undefined;
}) => {
  const { t } = useTranslation('workbench');
  const { customerId, customerName, anonymous, startedAt, firstResponseMs } = conversation;
  const { data } = useQuery({ ...customerOrdersQuery(customerId), enabled: !anonymous });
  const paid = Map.groupBy(data?.items ?? [], ({ currency }) => currency);
  return (
    <div className={styles.tab}>
      <dl className={styles.facts}>
        <dt>{t('customer.name')}</dt>
        <dd>{anonymous ? `${customerName} · ${t('visitor')}` : customerName}</dd>
        <dt>{t('customer.id')}</dt>
        <dd className={styles.id}>{customerId}</dd>
        <dt>{t('customer.since')}</dt>
        <dd>
          <When at={startedAt} />
        </dd>
        <dt>{t('customer.firstResponse')}</dt>
        <dd>{firstResponseMs === null ? '—' : `${(firstResponseMs / 1_000).toFixed(1)} s`}</dd>
        <dt>{t('customer.orders')}</dt>
        <dd>
          {data?.items.length ?? '—'}
          {[...paid].map(([currency, orders]) => (
            <span key={currency}>
              {' '}
              ·{' '}
              {money(
                orders.reduce((sum, { paidFen }) => sum + paidFen, 0),
                currency,
              )}
            </span>
          ))}
        </dd>
      </dl>
      {order && <RecipientCard key={order.orderId} order={order} />}
    </div>
  );
};

const RecipientCard = ({ order }: { order: Order }) => {
  const { t } = useTranslation('workbench');
  const [reason, setReason] = useState<string>();
  const unmask = useMutation({
    mutationFn: (why: string) =>
      ask('orders.unmaskRecipient', { params: { orderId: order.orderId }, body: { reason: why } }),
  });
  const shown = unmask.data ?? order.recipient;
  return (
    <section className={styles.card}>
      <h3>{t('recipient.title', { number: shortNumber(order.orderNumber) })}</h3>
      {!shown && <p className={styles.quiet}>{t('recipient.unknown')}</p>}
      {shown && (
        <dl className={styles.facts}>
          <dt>{t('recipient.name')}</dt>
          <dd>{shown.name}</dd>
          <dt>{t('recipient.phone')}</dt>
          <dd>{shown.phone}</dd>
          <dt>{t('recipient.address')}</dt>
          <dd>{shown.address}</dd>
        </dl>
      )}
      {unmask.data && (
        <Button size="small" onClick={() => unmask.reset()}>
          {t('recipient.mask')}
        </Button>
      )}
      {shown && !unmask.data && reason === undefined && (
        <Button size="small" icon={<EyeOutlined />} onClick={() => setReason('')}>
          {t('recipient.unmask')}
        </Button>
      )}
      {!unmask.data && reason !== undefined && (
        <form
          className={styles.reason}
          onSubmit={(event) => {
            event.preventDefault();
            unmask.mutate(reason.trim());
          }}
        >
          <Field label={t('recipient.reason')} hint={t('recipient.recorded')}>
            {(id, describedBy) => (
              <Input
                id={id}
                aria-describedby={describedBy}
                ref={focusFirst}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <div className={styles.buttons}>
            <Button
              size="small"
              type="primary"
              htmlType="submit"
              loading={unmask.isPending}
              disabled={reason.trim().length < 2}
            >
              {t('recipient.open')}
            </Button>
            <Button size="small" onClick={() => setReason(undefined)}>
              {t('recipient.cancel')}
            </Button>
          </div>
        </form>
      )}
      {unmask.error && <ProblemNote error={unmask.error} />}
    </section>
  );
};
