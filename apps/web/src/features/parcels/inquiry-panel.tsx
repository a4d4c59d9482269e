import type { Inquiry } from '@kefu/contracts';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask } from '../../shared/api/ask.ts';
import { grams } from '../../shared/format/weight.ts';
import { useAgentName } from '../../shared/session/directory.ts';
import { useMay } from '../../shared/session/who.ts';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { When } from '../../shared/ui/when.tsx';
import { AnswerForm } from './answer-form.tsx';
import { useInquiryMoved } from './inquiries.ts';
import styles from './inquiry-list.module.css';

/** One question to a carrier, what can be done about it, and the place for its answer. */
export const InquiryPanel = ({ inquiry }: { inquiry: Inquiry }) => {
  const { t } = useTranslation(['desks', 'words']);
  const may = useMay();
  const agentName = useAgentName();
  const moved = useInquiryMoved();
  const { inquiryId, waybillId, question, caseId, state, chased } = inquiry;
  const press = useMutation({
    mutationFn: (how: 'chase' | 'escalate') =>
      how === 'chase'
        ? ask('logistics.chaseInquiry', { params: { inquiryId }, body: { times: chased + 1 } })
        : ask('logistics.escalateInquiry', { params: { inquiryId } }),
    onSuccess: moved,
  });
  return (
    <>
      <p className={styles.head}>
        {t(`words:question.${question}`)} · {waybillId.replace(':', ' ').toUpperCase()}
      </p>
      <dl className={styles.facts}>
        <dt>{t('inquiries.askedBy')}</dt>
        <dd>
          {agentName(inquiry.askedBy)} · <When at={inquiry.askedAt} />
        </dd>
        <dt>{t('inquiries.column.due')}</dt>
        <dd>
          <When at={inquiry.answerDueAt} />
        </dd>
        {inquiry.note && (
          <>
            <dt>{t('inquiries.note')}</dt>
            <dd>{inquiry.note}</dd>
          </>
        )}
        {caseId && (
          <>
            <dt>{t('inquiries.case')}</dt>
            <dd>
              <Link to={`/cases/${caseId}`}>#{caseId.slice(-6).toUpperCase()}</Link>
            </dd>
          </>
        )}
        {inquiry.answeredAt && (
          <>
            <dt>{t('inquiries.answered')}</dt>
            <dd>
              {inquiry.answeredBy && agentName(inquiry.answeredBy)} · <When at={inquiry.answeredAt} />
              {inquiry.readings.map(({ readingId, station, grams: weight, raw, kind }) => (
                <p key={readingId}>
                  {t(`words:station.${station}`)} {weight === null ? raw : grams(weight)} ·{' '}
                  {t(`words:readingKind.${kind}`)}
                </p>
              ))}
              {inquiry.answerNote && <p>{inquiry.answerNote}</p>}
            </dd>
          </>
        )}
      </dl>
      {state !== 'answered' && may('logistics.chaseInquiry') && (
        <div className={styles.buttons}>
          <Button loading={press.isPending} onClick={() => press.mutate('chase')}>
            {t('inquiries.chase', { count: chased + 1 })}
          </Button>
          <Button
            disabled={state === 'escalated' || press.isPending}
            onClick={() => press.mutate('escalate')}
          >
            {t('inquiries.escalate')}
          </Button>
        </div>
      )}
      {press.error && <ProblemNote error={press.error} />}
      {state !== 'answered' && may('logistics.answerInquiry') && (
        <AnswerForm inquiryId={inquiryId} onAnswered={moved} />
      )}
    </>
  );
};
