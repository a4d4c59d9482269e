import { useTranslation } from 'react-i18next';
import styles from './count.module.css';

const most = 99;

/** How many wait, beside the name of where they wait; nothing when none do. */
export const Count = ({ of }: { of: number }) => {
  const { t } = useTranslation();
  if (of === 0) return null;
  return (
    <span className={styles.count} title={t('waiting', { count: of })}>
      {of > most ? `${most}+` : of}
    </span>
  );
};
