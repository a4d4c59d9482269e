import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { ProblemNote } from '../shared/ui/problem-note.tsx';
import styles from './frame.module.css';

/** A page broke: what was typed lies in the drafts, loading again is safe. */
export const LostPage = () => {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <div className={styles.alone}>
      <ProblemNote error={error} />
      <p>
        <Button type="primary" onClick={() => window.location.reload()} style={{ marginTop: 12 }}>
          {t('loadAgain')}
        </Button>
      </p>
    </div>
  );
};
