import { useTranslation } from 'react-i18next';
import { money } from '../../shared/format/money.ts';
import type { Course } from './missing-item.ts';
import styles from './missing-item-drawer.module.css';

type CourseNoteProps = { course: Course; wish: 'refund' | 'reshipment'; limitFen: number; currency: string };

/** The consequence in numbers, before anything is done. */
export const CourseNote = ({ course, wish, limitFen, currency }: CourseNoteProps) => {
  const { t } = useTranslation('cases');
  const limit = money(limitFen);
  return (
    <div className={styles.course} role="status">
      <p className={styles.amount}>
        <span>{t(`course.amount.${wish}`)}</span>
        <b>{money(course.amountFen, currency)}</b>
      </p>
      <p>{t(`course.first.${course.first}`)}</p>
      <p className={styles.quiet}>{t(`course.authority.${course.authority}`, { limit })}</p>
    </div>
  );
};
