import { ExclamationCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from './problem-text.ts';
import styles from './states.module.css';

/** An error in its place on the page: nothing else is lost, and there is something to do. */
export const ProblemNote = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const { t } = useTranslation();
  const { what, then, detail, problem } = useProblemText()(error);
  return (
    <div role="alert" className={styles.problem}>
      <ExclamationCircleFilled className={styles.problemIcon} />
      <div>
        <p className={styles.problemWhat}>{what}</p>
        <p className={styles.problemMore}>{then}</p>
        {problem.errors && (
          <ul className={styles.problemFields}>
            {problem.errors.map(({ path, message }) => (
              <li key={path + message}>
                {path}: {message}
              </li>
            ))}
          </ul>
        )}
        {(detail ?? problem.correlationId) && (
          <p className={styles.problemId}>
            {detail} {problem.correlationId && t('problemId', { id: problem.correlationId })}
          </p>
        )}
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
};
