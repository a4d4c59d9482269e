import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttention } from '../../../features/conversations/attention.ts';
import { useOwnCasesThatWait } from '../../../features/cases/waiting-cases.ts';
import { ConversationList, type Pile } from '../../../features/conversations/conversation-list.tsx';
import { conversationsQuery } from '../../../features/conversations/conversations.ts';
import { byLoss } from '../../../features/conversations/order.ts';
import { OwnState } from '../../../features/conversations/own-state.tsx';
import { useDraftIds } from '../../../features/thread/desk.tsx';
import { usePrefetchedThreads } from '../../../features/thread/use-prefetched-threads.ts';
import { useCommands } from '../../../shared/commands/commands.ts';
import { serverNow } from '../../../shared/format/server-clock.ts';
import { useKey } from '../../../shared/keys/use-key.ts';
import { ProblemNote } from '../../../shared/ui/problem-note.tsx';
import { useNextWaiting } from './next-waiting.ts';
import styles from './workbench.module.css';

type ListPaneProps = { openId: string | undefined; onOpen: (conversationId: string) => void };

const piles = ['unanswered', 'answered', 'queue'] as const;

/** The left side: own state, and the conversations of one pile. */
export const ListPane = ({ openId, onOpen }: ListPaneProps) => {
  const { t } = useTranslation('workbench');
  const mine = useQuery(conversationsQuery('mine'));
  const queue = useQuery(conversationsQuery('waiting'));
  const drafts = useDraftIds();
  const [pile, setPile] = useState<Pile>('unanswered');
  const own = mine.data?.items;
  const toDecide = new Set(useOwnCasesThatWait().map(({ conversationId }) => conversationId));
  useAttention(own, t('title'));
  usePrefetchedThreads(own);

  const belongs = (name: Pile) => (waitingSince: string | null) =>
    (name === 'unanswered') === (waitingSince !== null);
  const inPile = (name: Pile) =>
    name === 'queue' ? queue.data?.items : own?.filter((item) => belongs(name)(item.waitingSince));
  // The open one stays in sight when its pile changes under the reader.
  const shown =
    pile === 'queue'
      ? inPile('queue')
      : own?.filter((item) => belongs(pile)(item.waitingSince) || item.conversationId === openId);

  const openNextWaiting = useNextWaiting(onOpen);
  useKey('nextWaiting', () => {
    setPile('unanswered');
    openNextWaiting(openId);
  });
  useKey('previousConversation', () => {
    const order = byLoss(shown ?? [], serverNow()).map(({ conversationId }) => conversationId);
    const previous = order[order.indexOf(openId ?? '') - 1];
    if (previous) onOpen(previous);
  });
  useCommands(() =>
    (own ?? []).map(({ conversationId, customerName, lastText }) => ({
      id: conversationId,
      group: t('conversation'),
      label: `${customerName}  ${lastText ?? ''}`,
      run: () => onOpen(conversationId),
    })),
  );

  return (
    <section className={styles.list} aria-label={t('list.label')}>
      <OwnState serving={own?.length} />
      {mine.error && !own ? (
        <div className={styles.problem}>
          <ProblemNote error={mine.error} onRetry={() => void mine.refetch()} />
        </div>
      ) : (
        <ConversationList
          key={pile}
          pile={pile}
          conversations={shown}
          openId={openId}
          drafts={drafts}
          toDecide={toDecide}
          onOpen={onOpen}
        />
      )}
      <div className={styles.piles}>
        <Segmented
          block
          value={pile}
          onChange={setPile}
          options={piles.map((value) => ({
            value,
            label: `${t(`list.pile.${value}`)} ${inPile(value)?.length ?? ''}`,
          }))}
        />
      </div>
    </section>
  );
};
