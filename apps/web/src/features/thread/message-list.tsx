import type { Conversation, Message } from '@kefu/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Fragment, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../shared/format/server-clock.ts';
import { dayOf } from '../../shared/format/time.ts';
import { useWho } from '../../shared/session/who.ts';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { useUnsent } from './desk.tsx';
import { MessageBubble, SystemLine, UnsentBubble } from './message-bubble.tsx';
import { firstOf } from './thread.ts';
import { olderMessages, threadQuery } from './thread-query.ts';
import styles from './message-list.module.css';

const nearPx = 60;

type MessageListProps = { conversation: Conversation; onOpenCase: (caseId: string) => void };

/** The conversation: it opens at its end, stays there as messages come, and keeps its place when the reader went up. */
export const MessageList = ({ conversation, onOpenCase }: MessageListProps) => {
  const { t } = useTranslation('workbench');
  const { conversationId } = conversation;
  const client = useQueryClient();
  const who = useWho();
  const thread = useQuery(threadQuery(conversation));
  const unsent = useUnsent(conversationId);
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const messages = thread.data?.messages;
  const last = messages?.at(-1)?.sequence;

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && isAtEnd.current) box.scrollTop = box.scrollHeight;
  }, [conversationId, last, unsent.length]);

  const loadOlder = async () => {
    const box = scroller.current;
    const fromEnd = box ? box.scrollHeight - box.scrollTop : 0;
    setLoadingOlder(true);
    await olderMessages(client, conversationId).finally(() => setLoadingOlder(false));
    requestAnimationFrame(() => {
      if (box) box.scrollTop = box.scrollHeight - fromEnd;
    });
  };

  if (thread.error && !messages)
    return <ProblemNote error={thread.error} onRetry={() => void thread.refetch()} />;
  if (!messages) return <RowsSkeleton rows={8} height={44} />;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={t('messages')}
      onScroll={({ currentTarget: box }) => {
        isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
      }}
    >
      {firstOf({ messages }) > 1 && (
        <Button size="small" type="link" loading={isLoadingOlder} onClick={() => void loadOlder()}>
          {t('older')}
        </Button>
      )}
      {messages.map((message, index) => (
        <Fragment key={message.messageId}>
          {startsDay(message, messages[index - 1]) && <DayLine at={message.at} />}
          {message.from === 'system' ? (
            <SystemLine message={message} onOpenCase={onOpenCase} />
          ) : (
            <MessageBubble message={message} isOwn={message.senderId === who.id} />
          )}
        </Fragment>
      ))}
      {unsent
        .filter(({ messageId }) => !messages.some((message) => message.messageId === messageId))
        .map((item) => (
          <UnsentBubble key={item.messageId} unsent={item} />
        ))}
    </div>
  );
};

const startsDay = (message: Message, before: Message | undefined) =>
  !before || dayOf(before.at) !== dayOf(message.at);

const DayLine = ({ at }: { at: string }) => {
  const { t } = useTranslation('workbench');
  const day = dayOf(at);
  return <p className={styles.day}>{day === dayOf(serverNow()) ? t('today') : day}</p>;
};
