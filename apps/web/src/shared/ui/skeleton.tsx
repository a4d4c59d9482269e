import styles from './states.module.css';

/** Keeps the place of rows that are on their way. */
export const RowsSkeleton = ({ rows, height = 34 }: { rows: number; height?: number }) => (
  <div aria-hidden className={styles.skeleton}>
    {Array.from({ length: rows }, (_, index) => (
      <div
        key={index}
        className={styles.bone}
        style={{ height: height - 12, width: `${92 - ((index * 17) % 40)}%` }}
      />
    ))}
  </div>
);
