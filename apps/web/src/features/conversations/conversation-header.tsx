import type { Conversation } from '@kefu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { useCommands } from '../../shared/commands/commands.ts';
import { combinationText, keymap } from '../../shared/keys/keymap.ts';
import { useKey } from '../../shared/keys/use-key.ts';
import { ShopMark } from '../../shared/marks/shop-mark.tsx';
import { useAgentName } from '../../shared/session/directory.ts';
import { useWho } from '../../shared/session/who.ts';
import { useProblemText } from '../../shared/ui/problem-text.ts';
import { ClockFace } from './clock-face.tsx';
import { noteConversation } from './conversations.ts';
import { TransferDialog } from './transfer-dialog.tsx';
import styles from './conversation-header.module.css';

type HeaderProps = { conversation: Conversation; onGone: () => void };

/** Who is being talked with, and what can be done with the conversation as a whole. */
export const ConversationHeader = ({ conversation, onGone }: HeaderProps) => {
  const { t } = useTranslation('workbench');
  const { conversationId, state, agentId, customerName, shopId, anonymous } = conversation;
  const client = useQueryClient();
  const who = useWho();
  const agentName = useAgentName();
  const { modal, message } = App.useApp();
  const problemText = useProblemText();
  const [isTransferring, setTransferring] = useState(false);
  const act = (door: 'chat.closeConversation' | 'chat.takeConversation') => ({
    mutationFn: () => ask(door, { params: { conversationId } }),
    onSuccess: (next: Conversation) => {
      noteConversation(client, next, who.id);
      if (next.state === 'closed') onGone();
    },
    onError: (error: unknown) => {
      const { what, then } = problemText(error);
      void modal.warning({ title: what, content: then });
    },
  });
  const close = useMutation(act('chat.closeConversation'));
  const take = useMutation({
    ...act('chat.takeConversation'),
    onSuccess: (next: Conversation) => {
      noteConversation(client, next, who.id);
      void message.success(t('list.taken'));
    },
  });
  const isMine = agentId === who.id && state !== 'closed';
  const startTransfer = () => isMine && setTransferring(true);
  const startClose = () => isMine && close.mutate();
  useKey('transfer', startTransfer);
  useKey('close', startClose);
  useCommands(() =>
    isMine
      ? [
          {
            id: 'transfer',
            group: t('conversation'),
            label: t('transfer.short'),
            keys: keymap.transfer,
            run: startTransfer,
          },
          {
            id: 'close',
            group: t('conversation'),
            label: t('close.short'),
            keys: keymap.close,
            run: startClose,
          },
        ]
      : [],
  );
  return (
    <header className={styles.header}>
      <h2 className={styles.name}>{customerName}</h2>
      <ShopMark shopId={shopId} full />
      {anonymous && <span className={styles.quiet}>{t('visitor')}</span>}
      {agentId && !isMine && state !== 'closed' && (
        <span className={styles.quiet}>{t('servedBy', { name: agentName(agentId) })}</span>
      )}
      {state === 'closed' && <span className={styles.quiet}>{t('close.isClosed')}</span>}
      <span className={styles.clock}>
        <ClockFace conversation={conversation} withIcon />
      </span>
      {state === 'waiting' && (
        <Button type="primary" size="small" loading={take.isPending} onClick={() => take.mutate()}>
          {t('list.take')}
        </Button>
      )}
      {isMine && (
        <>
          <Tooltip title={combinationText(keymap.transfer)}>
            <Button size="small" onClick={startTransfer}>
              {t('transfer.short')}
            </Button>
          </Tooltip>
          <Tooltip title={combinationText(keymap.close)}>
            <Button size="small" loading={close.isPending} onClick={startClose}>
              {t('close.short')}
            </Button>
          </Tooltip>
        </>
      )}
      {isTransferring && (
        <TransferDialog
          conversation={conversation}
          onClose={() => setTransferring(false)}
          onDone={() => {
            setTransferring(false);
            onGone();
          }}
        />
      )}
    </header>
  );
};
