import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { money } from '../../shared/format/money.ts';
import { useWho } from '../../shared/session/who.ts';
import { Choices, Field } from '../../shared/ui/field.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { noteCaseMoved, type Case } from './cases.ts';
import styles from './decision-form.module.css';

type Outcome = 'refund' | 'reshipment' | 'decline' | 'keep';

/** What the scales could not decide: a person does, and says why. */
export const DecisionForm = ({ of }: { of: Case }) => {
  const { t } = useTranslation('cases');
  const client = useQueryClient();
  const { limits } = useWho();
  const [outcome, setOutcome] = useState<Outcome>();
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: (chosen: Outcome) =>
      ask('returns.decideCase', {
        params: { caseId: of.caseId },
        body: { outcome: chosen, reason: reason.trim() },
      }),
    onSuccess: () => noteCaseMoved(client, of.caseId),
  });
  const outcomes: Outcome[] = of.reopened
    ? ['keep', 'refund', 'reshipment', 'decline']
    : ['refund', 'reshipment', 'decline'];
  const amountFen = of.amountFen ?? 0;
  const consequence =
    outcome === 'refund' ? (amountFen <= limits.refundFen ? 'refund' : 'refundAbove') : outcome;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (outcome) decide.mutate(outcome);
      }}
    >
      <Choices label={t(of.reopened ? 'decision.titleReopened' : 'decision.title')}>
        <Radio.Group value={outcome} onChange={({ target }) => setOutcome(target.value as Outcome)}>
          {outcomes.map((name) => (
            <Radio key={name} value={name}>
              {t(`decision.${name}`)}
            </Radio>
          ))}
        </Radio.Group>
      </Choices>
      <Field label={t('decision.reason')} hint={t('decision.reasonHint')}>
        {(id, describedBy) => (
          <Input.TextArea
            id={id}
            aria-describedby={describedBy}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <p className={styles.consequence} role="status">
        {consequence &&
          t(`decision.consequence.${consequence}`, {
            amount: money(amountFen),
            limit: money(limits.refundFen),
          })}
      </p>
      {decide.error && <ProblemNote error={decide.error} />}
      <Button
        type="primary"
        htmlType="submit"
        loading={decide.isPending}
        disabled={!outcome || reason.trim().length < 2}
        className={styles.submit}
      >
        {t('decision.submit')}
      </Button>
    </form>
  );
};
