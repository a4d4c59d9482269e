import { ClockCircleOutlined } from '@ant-design/icons';
import type { Conversation } from '@kefu/contracts';
import { useTranslation } from 'react-i18next';
import { duration } from '../../shared/format/time.ts';
import { useNow } from '../../shared/format/now.ts';
import { clockOf } from './clock.ts';
import styles from './clock-face.module.css';

/** Counts up while the customer waits. Only this small part is drawn again each second. */
export const ClockFace = ({
  conversation,
  withIcon = false,
}: {
  conversation: Conversation;
  withIcon?: boolean;
}) => {
  const { t } = useTranslation('workbench');
  const clock = clockOf(conversation, useNow());
  if (!clock) return null;
  return (
    <span className={`${styles.clock} ${styles[clock.tone]}`} title={t(`clock.${clock.tone}`)} role="timer">
      {withIcon ? <ClockCircleOutlined /> : <span className={styles.dot} aria-hidden />}
      {duration(clock.elapsedMs)}
    </span>
  );
};
