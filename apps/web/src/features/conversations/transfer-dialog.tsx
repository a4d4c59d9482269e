import type { Conversation } from '@kefu/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { teamQuery } from '../../shared/session/directory.ts';
import { useWho } from '../../shared/session/who.ts';
import { Field } from '../../shared/ui/field.tsx';
import { focusFirst } from '../../shared/ui/focus-first.ts';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { noteConversation } from './conversations.ts';
import styles from './transfer-dialog.module.css';

const sees = (shops: readonly string[], shopId: string) => shops.includes('*') || shops.includes(shopId);

type TransferProps = { conversation: Conversation; onClose: () => void; onDone: () => void };

/** Hands a conversation to a colleague with a note that spares the customer telling it twice. */
export const TransferDialog = ({ conversation, onClose, onDone }: TransferProps) => {
  const { t } = useTranslation('workbench');
  const { message } = App.useApp();
  const client = useQueryClient();
  const who = useWho();
  const { data: team } = useQuery({ ...teamQuery, staleTime: 0 });
  const [to, setTo] = useState<string>();
  const [note, setNote] = useState('');
  const transfer = useMutation({
    mutationFn: (agentId: string) =>
      ask('chat.transferConversation', {
        params: { conversationId: conversation.conversationId },
        body: { to: agentId, note: note.trim() },
      }),
    onSuccess: (next) => {
      noteConversation(client, next, who.id);
      void message.success(
        t('transfer.done', { name: team?.items.find(({ agentId }) => agentId === to)?.name ?? to }),
      );
      onDone();
    },
  });
  const colleagues = (team?.items ?? [])
    .filter(({ agentId, shops }) => agentId !== who.id && sees(shops, conversation.shopId))
    .sort((a, b) => Number(b.state === 'online') - Number(a.state === 'online') || a.open - b.open);
  return (
    <Modal
      open
      title={t('transfer.title', { name: conversation.customerName })}
      okText={t('transfer.ok')}
      okButtonProps={{ disabled: !to || !note.trim(), loading: transfer.isPending }}
      onOk={() => to && transfer.mutate(to)}
      onCancel={onClose}
      width={440}
    >
      <div className={styles.form}>
        <Field label={t('transfer.to')}>
          {(id) => (
            <Select
              id={id}
              ref={focusFirst}
              showSearch={{ optionFilterProp: 'label' }}
              value={to}
              onChange={setTo}
              placeholder={t('transfer.choose')}
              notFoundContent={t('transfer.nobody')}
              options={colleagues.map(({ agentId, name, state, open, capacity }) => ({
                value: agentId,
                label: `${name} · ${t(`state.${state}`)} · ${open}/${capacity}`,
                disabled: state !== 'online',
              }))}
            />
          )}
        </Field>
        <Field label={t('transfer.note')} hint={t('transfer.noteHint')}>
          {(id, describedBy) => (
            <Input.TextArea
              id={id}
              aria-describedby={describedBy}
              rows={3}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {transfer.error && <ProblemNote error={transfer.error} />}
      </div>
    </Modal>
  );
};
