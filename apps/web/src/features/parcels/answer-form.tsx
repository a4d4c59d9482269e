import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { Field } from '../../shared/ui/field.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import styles from './inquiry-list.module.css';

type AnswerProps = { inquiryId: string; onAnswered: () => void };

const stations = ['origin', 'last'] as const;

/** What the carrier said, typed in: weights as they stand there, and what shows them. */
export const AnswerForm = ({ inquiryId, onAnswered }: AnswerProps) => {
  const { t } = useTranslation(['desks', 'words']);
  const [raw, setRaw] = useState({ origin: '', last: '' });
  const [evidence, setEvidence] = useState('');
  const [note, setNote] = useState('');
  const weights = stations.filter((station) => raw[station].trim() !== '');
  const answer = useMutation({
    mutationFn: () => {
      const at = new Date().toISOString();
      return ask('logistics.answerInquiry', {
        params: { inquiryId },
        body: {
          weights: weights.map((station) => ({
            station,
            kind: 'manual' as const,
            raw: raw[station].trim(),
            at,
            evidence: evidence.trim(),
          })),
          ...(note.trim() !== '' && { note: note.trim() }),
        },
      });
    },
    onSuccess: onAnswered,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate();
      }}
    >
      <h2>{t('inquiries.answerTitle')}</h2>
      <div className={styles.weights}>
        {stations.map((station) => (
          <Field key={station} label={t(`words:weights.${station}`)}>
            {(id) => (
              <Input
                id={id}
                maxLength={60}
                placeholder="0.90kg"
                value={raw[station]}
                onChange={(event) => setRaw({ ...raw, [station]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label={t('inquiries.evidence')} hint={t('inquiries.evidenceHint')}>
        {(id, describedBy) => (
          <Input
            id={id}
            aria-describedby={describedBy}
            maxLength={300}
            value={evidence}
            onChange={(event) => setEvidence(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('inquiries.answerNote')}>
        {(id) => (
          <Input id={id} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      {answer.error && <ProblemNote error={answer.error} />}
      <div className={styles.buttons}>
        <Button
          type="primary"
          htmlType="submit"
          loading={answer.isPending}
          disabled={weights.length === 0 || evidence.trim() === ''}
        >
          {t('inquiries.record')}
        </Button>
      </div>
    </form>
  );
};
