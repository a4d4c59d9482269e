import { EditOutlined } from '@ant-design/icons';
import type { WeightReading } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { grams, gramsDifference } from '../../shared/format/weight.ts';
import { Mark } from '../../shared/ui/mark.tsx';
import { When } from '../../shared/ui/when.tsx';
import type { Parcel } from './orders.ts';
import styles from './parcels.module.css';

/** The two weights that count with their difference, and below them the ones that do not. */
export const ReadingsTable = ({ readings }: { readings: Parcel['readings'] }) => {
  const { t } = useTranslation(['workbench', 'words']);
  if (!readings) return <p className={styles.quiet}>{t('parcels.noWeight')}</p>;
  const { origin, last, others } = readings;
  return (
    <table className={styles.readings} aria-label={t('words:weights.title')}>
      <tbody>
        <ReadingRow name={t('words:weights.origin')} reading={origin} />
        <ReadingRow name={t('words:weights.last')} reading={last} before={origin} />
        {others.map((reading) => (
          <tr key={reading.readingId} className={styles.other}>
            <th scope="row">
              {t(`words:station.${reading.station}`)} · {t(`words:readingKind.${reading.kind}`)}
            </th>
            <td title={t('parcels.notCounted')}>{reading.raw || '—'}</td>
            <td aria-hidden />
            <td>
              <When at={reading.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

type RowProps = { name: string; reading: WeightReading | null; before?: WeightReading | null };

const ReadingRow = ({ name, reading, before }: RowProps) => {
  const { t } = useTranslation('words');
  const difference = reading?.grams && before?.grams ? gramsDifference(before.grams, reading.grams) : '';
  return (
    <tr>
      <th scope="row">
        {name}{' '}
        {reading?.kind === 'manual' && (
          <Mark tone="amber" icon={<EditOutlined />}>
            {t('readingKind.manual')}
          </Mark>
        )}
      </th>
      <td title={reading?.evidence ?? reading?.raw}>{grams(reading?.grams)}</td>
      <td className={difference.startsWith('▼') ? styles.less : undefined}>{difference}</td>
      <td>
        <When at={reading?.at} />
      </td>
    </tr>
  );
};
