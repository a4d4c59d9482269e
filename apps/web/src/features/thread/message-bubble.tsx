import { CheckOutlined, ClockCircleOutlined, ExclamationCircleFilled, EyeOutlined } from '@ant-design/icons';
import type { Message } from '@kefu/contracts';
import { Button, Tooltip } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime, exactTime } from '../../shared/format/time.ts';
import { useAgentName } from '../../shared/session/directory.ts';
import { AnsweredProblem } from '../../shared/api/problem.ts';
import { useProblemText } from '../../shared/ui/problem-text.ts';
import { useOutbox } from './desk.tsx';
import type { Unsent } from './outbox.ts';
import styles from './message-list.module.css';

export const MessageBubble = memo(({ message, isOwn }: { message: Message; isOwn: boolean }) => {
  const { t } = useTranslation('workbench');
  const agentName = useAgentName();
  const isOurs = message.from === 'agent';
  return (
    <div className={`${styles.line} ${isOurs ? styles.ours : styles.theirs}`}>
      <p className={styles.bubble}>{message.text ?? t('list.forgotten')}</p>
      <span className={styles.meta}>
        {isOurs && !isOwn && agentName(message.senderId)}
        <time dateTime={message.at} title={exactTime(message.at)}>
          {clockTime(message.at)}
        </time>
        {isOurs && <CheckOutlined className={styles.tick} aria-label={t('sent')} />}
      </span>
    </div>
  );
});
MessageBubble.displayName = 'MessageBubble';

/** What happened beside the talk; it leads to its case. */
export const SystemLine = ({
  message,
  onOpenCase,
}: {
  message: Message;
  onOpenCase: (caseId: string) => void;
}) => {
  const { t } = useTranslation('workbench');
  const { link, text, at, visibleTo } = message;
  return (
    <div className={styles.system}>
      {visibleTo === 'agents' && (
        <Tooltip title={t('onlyAgents')}>
          <EyeOutlined className={styles.eyes} aria-label={t('onlyAgents')} />
        </Tooltip>
      )}
      {link ? (
        <button type="button" onClick={() => onOpenCase(link.id)}>
          {text}
        </button>
      ) : (
        <span>{text}</span>
      )}
      <time dateTime={at} title={exactTime(at)}>
        {clockTime(at)}
      </time>
    </div>
  );
};

/** A message on its way, or one that did not get through and can go again. */
export const UnsentBubble = ({ unsent }: { unsent: Unsent }) => {
  const { t } = useTranslation('workbench');
  const outbox = useOutbox();
  const problemText = useProblemText();
  const { messageId, text, state, code } = unsent;
  const failure = new AnsweredProblem({ type: '', title: '', status: 0, code: code ?? 'offline' });
  return (
    <div className={`${styles.line} ${styles.ours}`}>
      <p className={styles.bubble}>{text}</p>
      {state === 'sending' ? (
        <span className={styles.meta}>
          <ClockCircleOutlined aria-label={t('sending')} />
        </span>
      ) : (
        <span className={styles.failed} role="alert">
          <ExclamationCircleFilled />
          <span title={problemText(failure).what}>{t('notSent')}</span>
          <Button size="small" type="link" onClick={() => outbox.resend(messageId)}>
            {t('resend')}
          </Button>
          <Button size="small" type="text" onClick={() => outbox.drop(messageId)}>
            {t('discard')}
          </Button>
        </span>
      )}
    </div>
  );
};
