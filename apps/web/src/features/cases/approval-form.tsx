import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { money } from '../../shared/format/money.ts';
import { useWho } from '../../shared/session/who.ts';
import { Field } from '../../shared/ui/field.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { noteCaseMoved } from './cases.ts';
import styles from './decision-form.module.css';

type ApprovalProps = {
  of: { caseId: string; amountFen: number | null };
  onDone?: () => void;
};

/** Yes or no to a refund above the agent's authority; the amount stands on the button. */
export const ApprovalForm = ({ of, onDone }: ApprovalProps) => {
  const { t } = useTranslation('cases');
  const client = useQueryClient();
  const { message } = App.useApp();
  const { limits } = useWho();
  const [reason, setReason] = useState('');
  const amountFen = of.amountFen ?? 0;
  const amount = money(amountFen);
  const settle = useMutation({
    mutationFn: (approve: boolean) =>
      ask('returns.approveRefund', {
        params: { caseId: of.caseId },
        body: { approve, reason: reason.trim() },
      }),
    onSuccess: (_, approve) => {
      void message.success(approve ? t('approvals.approved', { amount }) : t('approvals.declined'));
      noteCaseMoved(client, of.caseId);
      onDone?.();
    },
  });
  const isAbove = amountFen > limits.refundFen;
  const lacksReason = reason.trim().length < 2;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isAbove && !lacksReason) settle.mutate(true);
      }}
    >
      <Field label={t('approvals.reason')} hint={t('approvals.reasonHint')}>
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
      {isAbove && <p className={styles.above}>{t('approvals.above', { limit: money(limits.refundFen) })}</p>}
      {settle.error && <ProblemNote error={settle.error} />}
      <div className={styles.buttons}>
        <Button danger disabled={lacksReason || settle.isPending} onClick={() => settle.mutate(false)}>
          {t('approvals.decline')}
        </Button>
        <Button type="primary" htmlType="submit" loading={settle.isPending} disabled={lacksReason || isAbove}>
          {t('approvals.approve', { amount })}
        </Button>
      </div>
    </form>
  );
};
