import type { Conversation } from '@kefu/contracts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../shared/ui/empty.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { useFresh } from './use-fresh.ts';
import { useSettledOrder } from './use-settled-order.ts';
import styles from './conversation-list.module.css';

export type Pile = 'unanswered' | 'answered' | 'queue';

type ListProps = {
  pile: Pile;
  conversations: Conversation[] | undefined;
  openId: string | undefined;
  drafts: ReadonlySet<string>;
  /** Conversations with a case that waits for the reader's decision. */
  toDecide: ReadonlySet<string | null>;
  onOpen: (conversationId: string) => void;
};

const rowHeight = 56;

/** The agent's conversations of one pile; only the rows in sight exist. */
export const ConversationList = ({ pile, conversations, openId, drafts, toDecide, onOpen }: ListProps) => {
  const { t } = useTranslation('workbench');
  const [isHeld, setHeld] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const { shown, next } = useSettledOrder(conversations ?? [], openId, isHeld);
  const isFresh = useFresh(conversations);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => shown[index]?.conversationId ?? index,
  });
  const openIndex = shown.findIndex(({ conversationId }) => conversationId === openId);
  // Only when another one is opened: a new order must not drag the list along.
  const showOpen = useEffectEvent(() => {
    if (openIndex >= 0) rows.scrollToIndex(openIndex);
  });
  useEffect(() => showOpen(), [openId]);
  if (!conversations) return <RowsSkeleton rows={9} height={rowHeight} />;
  if (shown.length === 0)
    return <Empty title={t(`list.empty.${pile}.title`)} hint={t(`list.empty.${pile}.hint`)} />;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <ul className={styles.rows} style={{ height: rows.getTotalSize() }} aria-label={t(`list.pile.${pile}`)}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const conversation = shown[index];
          if (!conversation) return null;
          return (
            <li
              key={key}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={shown.length}
              aria-posinset={index + 1}
            >
              <ConversationRow
                conversation={conversation}
                isOpen={conversation.conversationId === openId}
                isNext={conversation.conversationId === next}
                isFresh={isFresh(conversation.conversationId)}
                hasDraft={drafts.has(conversation.conversationId)}
                isToDecide={toDecide.has(conversation.conversationId)}
                onOpen={onOpen}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
};
