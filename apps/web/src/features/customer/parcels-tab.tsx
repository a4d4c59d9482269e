import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../shared/session/who.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { Mark } from '../../shared/ui/mark.tsx';
import { When } from '../../shared/ui/when.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { parcelsQuery, shortNumber, type Order, type Parcel } from './orders.ts';
import { ReadingsTable } from './readings-table.tsx';
import styles from './parcels.module.css';

/** The parcels of the order in focus: weights first, then the way they took. */
export const ParcelsTab = ({ order }: { order: Order | undefined }) => {
  const { t } = useTranslation('workbench');
  const parcels = useQuery({ ...parcelsQuery(order?.orderId ?? ''), enabled: order !== undefined });
  if (!order) return <Empty title={t('parcels.noOrder.title')} hint={t('parcels.noOrder.hint')} />;
  if (parcels.error) return <ProblemNote error={parcels.error} onRetry={() => void parcels.refetch()} />;
  if (!parcels.data) return <RowsSkeleton rows={6} height={48} />;
  if (parcels.data.length === 0)
    return <Empty title={t('parcels.none.title')} hint={t('parcels.none.hint')} />;
  return (
    <div className={styles.tab}>
      <p className={styles.of}>{t('parcels.of', { number: shortNumber(order.orderNumber) })}</p>
      {parcels.data.map((parcel) => (
        <ParcelCard key={parcel.waybill.waybillId} parcel={parcel} />
      ))}
    </div>
  );
};

const late = new Set(['exception', 'lost', 'refused']);

const ParcelCard = ({ parcel: { waybill, readings } }: { parcel: Parcel }) => {
  const { t } = useTranslation(['workbench', 'words']);
  const may = useMay();
  const [isCorrecting, setCorrecting] = useState(false);
  const scans = [...waybill.scans].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section className={styles.card} aria-label={`${t('parcels.waybill')} ${waybill.number}`}>
      <header className={styles.cardHead}>
        <span className={styles.number}>
          {waybill.carrier.toUpperCase()} {waybill.number}
        </span>
        <Mark tone={late.has(waybill.state) ? 'red' : waybill.state === 'signed' ? 'green' : 'accent'}>
          {t(`words:parcelState.${waybill.state}`)}
        </Mark>
      </header>
      <ReadingsTable readings={readings} />
      {may('logistics.correctReading') && (
        <Button size="small" type="link" onClick={() => setCorrecting(true)}>
          {t('correction.open')}
        </Button>
      )}
      {isCorrecting && (
        <CorrectionDialog waybillId={waybill.waybillId} onClose={() => setCorrecting(false)} />
      )}
      <ol className={styles.scans} aria-label={t('parcels.scans')}>
        {scans.map((scan) => (
          <li key={scan.scanId} className={late.has(scan.state) ? styles.bad : undefined}>
            <When at={scan.at} />
            <span>
              {scan.place} · {t(`words:parcelState.${scan.state}`)}
              {scan.reason && <em>{scan.reason}</em>}
            </span>
          </li>
        ))}
        {scans.length === 0 && <li className={styles.quiet}>{t('parcels.noScans')}</li>}
      </ol>
    </section>
  );
};
