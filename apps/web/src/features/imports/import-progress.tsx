import type { Import } from '@kefu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { importQuery, isMoving } from './imports.ts';
import styles from './import-page.module.css';

const numbers = ['recorded', 'changed', 'unchanged', 'badLines'] as const;
const figure = (value: number) => Math.round(value).toLocaleString('en-US');

// Reading the lines and recording the orders are two stretches of the same way.
const shareOf = ({ state, progress }: Import): number => {
  const { rowsRead, rowsTotal, ordersDone, ordersTotal } = progress;
  if (state === 'done') return 1;
  if (ordersTotal) return ordersDone / ordersTotal;
  return rowsTotal ? rowsRead / rowsTotal : 0;
};

/** How far an import is and how fast; it goes on when this page is left. */
export const ImportProgress = ({ of }: { of: Import }) => {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const { importId, state, progress, failure } = of;
  const steer = useMutation({
    mutationFn: (how: 'start' | 'cancel') =>
      ask(how === 'start' ? 'orders.startImport' : 'orders.cancelImport', { params: { importId } }),
    onSuccess: (next) => client.setQueryData(importQuery(importId).queryKey, next),
  });
  const status = { done: 'success', failed: 'exception' } as const;
  return (
    <section className={styles.card} aria-live="polite">
      <Progress
        percent={Math.floor(shareOf(of) * 100)}
        status={state === 'done' || state === 'failed' ? status[state] : isMoving(of) ? 'active' : 'normal'}
        aria-label={t('progress.label')}
      />
      <p className={styles.quiet}>
        {state === 'staging'
          ? t('progress.rows', {
              read: figure(progress.rowsRead),
              total: progress.rowsTotal ? figure(progress.rowsTotal) : '…',
            })
          : t('progress.orders', {
              done: figure(progress.ordersDone),
              total: progress.ordersTotal ? figure(progress.ordersTotal) : '…',
              rate: figure(progress.ordersPerSecond),
            })}
      </p>
      <dl className={styles.numbers}>
        {numbers.map((name) => (
          <div key={name}>
            <dt>{t(`progress.${name}`)}</dt>
            <dd className={name === 'badLines' && progress.badLines > 0 ? styles.failure : undefined}>
              {figure(progress[name])}
            </dd>
          </div>
        ))}
      </dl>
      {failure && <p className={styles.failure}>{t('progress.failure', { failure })}</p>}
      {steer.error && <ProblemNote error={steer.error} />}
      <div className={styles.buttons}>
        {isMoving(of) && (
          <Button loading={steer.isPending} onClick={() => steer.mutate('cancel')}>
            {t('progress.cancel')}
          </Button>
        )}
        {(state === 'cancelled' || state === 'failed') && (
          <Button type="primary" loading={steer.isPending} onClick={() => steer.mutate('start')}>
            {t('progress.resume')}
          </Button>
        )}
        <span className={styles.quiet}>
          {t(
            state === 'done' && progress.badLines > 0
              ? 'progress.note.doneWithBad'
              : `progress.note.${state}`,
          )}
        </span>
      </div>
    </section>
  );
};
