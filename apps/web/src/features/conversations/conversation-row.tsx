import type { Conversation } from '@kefu/contracts';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../../shared/format/time.ts';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { Mark } from '../../shared/ui/mark.tsx';
import { ClockFace } from './clock-face.tsx';
import styles from './conversation-row.module.css';

type RowProps = {
  conversation: Conversation;
  isOpen: boolean;
  isNext: boolean;
  isFresh: boolean;
  hasDraft: boolean;
  /** One of its cases waits for the reader's decision. */
  isToDecide: boolean;
  onOpen: (conversationId: string) => void;
};

/** One conversation in the list: who, which shop, the last words, and the clock. */
export const ConversationRow = memo(
  ({ conversation, isOpen, isNext, isFresh, hasDraft, isToDecide, onOpen }: RowProps) => {
    const { t } = useTranslation('workbench');
    const { conversationId, customerName, shopId, lastText, lastFrom, waitingSince, updatedAt } =
      conversation;
    return (
      <button
        type="button"
        className={`${styles.row} ${isFresh ? styles.fresh : ''}`}
        aria-current={isOpen}
        onClick={() => onOpen(conversationId)}
      >
        <span className={styles.top}>
          <span className={styles.name}>{customerName}</span>
          {isNext && <span className={styles.next}>{t('list.next')}</span>}
          <span className={styles.clock}>
            {waitingSince ? <ClockFace conversation={conversation} /> : <span>{shortTime(updatedAt)}</span>}
          </span>
        </span>
        <span className={styles.bottom}>
          <ShopMark shopId={shopId} />
          {isToDecide && <Mark tone="amber">{t('list.toDecide')}</Mark>}
          <span className={styles.words}>
            {hasDraft && !isOpen && <em>{t('list.draft')}</em>}
            {lastFrom === 'agent' && <i>{t('list.me')}</i>}
            {lastText ?? t('list.forgotten')}
          </span>
        </span>
      </button>
    );
  },
);
ConversationRow.displayName = 'ConversationRow';
