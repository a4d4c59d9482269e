import type { ReactNode } from 'react';
import styles from './states.module.css';

/** Nothing here, and what would fill it. */
export const Empty = ({ title, hint, action }: { title: string; hint?: string; action?: ReactNode }) => (
  <div className={styles.empty}>
    <p className={styles.emptyTitle}>{title}</p>
    {hint && <p className={styles.emptyHint}>{hint}</p>}
    {action}
  </div>
);
