import type { Conversation } from '@kefu/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ConversationHeader } from '../../../features/conversations/conversation-header.tsx';
import { conversationQuery, conversationsQuery } from '../../../features/conversations/conversations.ts';
import { belongsTo } from '../../../features/customer/belongs.ts';
import { customerOrdersQuery, type Order } from '../../../features/customer/orders.ts';
import { Composer, type ComposerHandle } from '../../../features/thread/composer.tsx';
import { MessageList } from '../../../features/thread/message-list.tsx';
import { useWho } from '../../../shared/session/who.ts';
import { ProblemNote } from '../../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../../shared/ui/skeleton.tsx';
import { ContextPane, type ContextTab } from './context-pane.tsx';
import { useNextWaiting } from './next-waiting.ts';
import styles from './workbench.module.css';

type PaneProps = { conversationId: string; onGone: () => void };

// What the list already knows is shown while the conversation itself is being asked for.
const useConversation = (conversationId: string) => {
  const client = useQueryClient();
  const listed = (): Conversation | undefined =>
    (['mine', 'waiting'] as const)
      .flatMap((of) => client.getQueryData(conversationsQuery(of).queryKey)?.items ?? [])
      .find((conversation) => conversation.conversationId === conversationId);
  return useQuery({ ...conversationQuery(conversationId), placeholderData: listed });
};

/** The middle and the right: the talk, and everything about the customer beside it. */
export const ConversationPane = ({ conversationId, onGone }: PaneProps) => {
  const { data: conversation, error, refetch } = useConversation(conversationId);
  if (error && !conversation) {
    return (
      <div className={styles.problem}>
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!conversation) return <RowsSkeleton rows={10} height={48} />;
  return <OpenConversation conversation={conversation} onGone={onGone} />;
};

const OpenConversation = ({ conversation, onGone }: { conversation: Conversation; onGone: () => void }) => {
  const { conversationId, customerId, anonymous, customerName } = conversation;
  const navigate = useNavigate();
  const orders = useQuery({ ...customerOrdersQuery(customerId), enabled: !anonymous });
  const [tab, setTab] = useState<ContextTab>('orders');
  const [focus, setFocus] = useState<Order>();
  const [caseId, setCaseId] = useState<string>();
  const composer = useRef<ComposerHandle>(null);
  const openNextWaiting = useNextWaiting((id) => void navigate(`/workbench/${id}`));
  const order =
    orders.data?.items.find(({ orderId }) => orderId === focus?.orderId) ?? focus ?? orders.data?.items[0];
  // Nothing of another buyer's order gets into the words to this one.
  const ownOrder = order && belongsTo(conversation, order) !== 'anothers' ? order : undefined;
  const parcel = ownOrder?.parcels[0];
  const variables = {
    customer: anonymous ? undefined : customerName,
    order: ownOrder?.orderNumber,
    parcel: parcel && `${parcel.carrier.toUpperCase()} ${parcel.number}`,
  };
  const openCase = (id: string) => {
    setCaseId(id);
    setTab('cases');
  };
  return (
    <div className={styles.pane}>
      <section className={styles.talk}>
        <ConversationHeader conversation={conversation} onGone={onGone} />
        <MessageList conversation={conversation} onOpenCase={openCase} />
        <ReplyPlace conversation={conversation}>
          <Composer
            conversation={conversation}
            variables={variables}
            onNext={() => openNextWaiting(conversationId)}
            handle={composer}
          />
        </ReplyPlace>
      </section>
      <ContextPane
        conversation={conversation}
        order={order}
        tab={tab}
        onTab={setTab}
        caseId={caseId}
        variables={variables}
        onFocusOrder={setFocus}
        onOpenCase={openCase}
        onPhrase={(text) => composer.current?.insert(text)}
      />
    </div>
  );
};

const ReplyPlace = ({ conversation, children }: { conversation: Conversation; children: ReactNode }) => {
  const { t } = useTranslation('workbench');
  const who = useWho();
  if (conversation.state === 'closed') return <p className={styles.closed}>{t('composer.closed')}</p>;
  if (conversation.agentId === who.id) return children;
  return (
    <p className={styles.closed}>
      {t(conversation.state === 'waiting' ? 'composer.takeFirst' : 'composer.notMine')}
    </p>
  );
};
