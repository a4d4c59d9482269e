import { EditOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { grams, gramsDifference } from '../../shared/format/weight.ts';
import { shortNumber, type Parcel } from './orders.ts';
import styles from './parcels.module.css';

/** One line for a parcel: where it is, what it weighed, and what it lost on the way. */
export const ParcelSummary = ({
  parcel: { waybill, readings },
  onOpen,
}: {
  parcel: Parcel;
  onOpen: () => void;
}) => {
  const { t } = useTranslation(['workbench', 'words']);
  const origin = readings?.origin;
  const last = readings?.last;
  const isManual = origin?.kind === 'manual' || last?.kind === 'manual';
  const reading = last ?? origin;
  return (
    <button
      type="button"
      className={styles.summary}
      onClick={onOpen}
      title={`${waybill.carrier} ${waybill.number}`}
    >
      <span>
        {t('parcels.waybill')} {shortNumber(waybill.number)} · {t(`words:parcelState.${waybill.state}`)}
      </span>
      <span className={styles.weight}>
        {reading ? grams(reading.grams) : t('parcels.noWeight')}
        {origin?.grams && last?.grams ? (
          <b className={last.grams < origin.grams ? styles.less : undefined}>
            {gramsDifference(origin.grams, last.grams)}
          </b>
        ) : null}
        {isManual && (
          <Tooltip title={t('words:weights.manual')}>
            <EditOutlined aria-label={t('words:weights.manual')} />
          </Tooltip>
        )}
      </span>
    </button>
  );
};
