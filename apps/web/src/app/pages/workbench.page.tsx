import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams } from 'react-router';
import { useLiveCases } from '../../features/cases/cases.ts';
import { useLiveConversations } from '../../features/conversations/conversations.ts';
import { ThreadDesk } from '../../features/thread/desk.tsx';
import { useLiveThreads } from '../../features/thread/thread-query.ts';
import { useMay } from '../../shared/session/who.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { ConversationPane } from './workbench/conversation-pane.tsx';
import { ListPane } from './workbench/list-pane.tsx';
import styles from './workbench/workbench.module.css';

export const Component = () => {
  const may = useMay();
  if (!may('chat.getPresence')) return <Navigate to="/" replace />;
  return (
    <ThreadDesk>
      <Workbench />
    </ThreadDesk>
  );
};

const Workbench = () => {
  const { t } = useTranslation('workbench');
  const { conversationId } = useParams();
  const navigate = useNavigate();
  useLiveConversations();
  useLiveThreads();
  useLiveCases();
  const open = (id: string | undefined) => void navigate(id ? `/workbench/${id}` : '/workbench');
  return (
    <main className={styles.workbench}>
      <h1 className={styles.hidden}>{t('title')}</h1>
      <ListPane openId={conversationId} onOpen={open} />
      {conversationId ? (
        <ConversationPane
          key={conversationId}
          conversationId={conversationId}
          onGone={() => open(undefined)}
        />
      ) : (
        <div className={styles.nothing}>
          <Empty title={t('list.none.title')} hint={t('list.none.hint')} />
        </div>
      )}
    </main>
  );
};
