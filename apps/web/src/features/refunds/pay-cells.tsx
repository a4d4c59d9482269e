import type { Refund } from '@kefu/contracts';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ask } from '../../shared/api/ask.ts';
import { money } from '../../shared/format/money.ts';
import { useProblemText } from '../../shared/ui/problem-text.ts';
import { matchAmount } from './match.ts';
import styles from './pay-cells.module.css';

type PayProps = { refund: Refund; onPaid: (refund: Refund) => void };

// The keyboard goes on where the next line begins.
const focusNextLine = (from: HTMLElement | null): void => {
  const row = from?.closest('tr')?.nextElementSibling;
  row?.querySelector<HTMLInputElement>('input')?.focus();
};

const focusSameCell = (event: KeyboardEvent<HTMLInputElement>, step: 'previous' | 'next'): void => {
  const row = event.currentTarget.closest('tr');
  const neighbour = step === 'next' ? row?.nextElementSibling : row?.previousElementSibling;
  const name = event.currentTarget.name;
  const input = neighbour?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (!input) return;
  event.preventDefault();
  input.focus();
};

/** Reference and amount as they stand on the bank's or platform's slip: paid only when the amount is the approved one. */
export const PayCells = ({ refund, onPaid }: PayProps) => {
  const { t } = useTranslation('desks');
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const [command] = useState(() => uuid());
  const [reference, setReference] = useState('');
  const [amount, setAmount] = useState('');
  const [isTyping, setTyping] = useState(false);
  const match = matchAmount(amount, refund.amountFen);
  // "4" on the way to "46.00" is no mistake yet.
  const mistake = !isTyping && (match === 'differs' || match === 'unreadable') ? match : undefined;
  const pay = useMutation({
    mutationFn: () =>
      ask('returns.payRefund', {
        params: { caseId: refund.caseId },
        body: { amountFen: refund.amountFen, reference: reference.trim() },
        idempotencyKey: `${command}:${reference.trim()}`,
      }),
    onSuccess: (paid) => {
      focusNextLine(form.current);
      onPaid(paid);
    },
  });
  const isReady = match === 'matches' && reference.trim() !== '';
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') focusSameCell(event, 'next');
    if (event.key === 'ArrowUp') focusSameCell(event, 'previous');
  };
  const hint = mistake
    ? t(`refunds.${mistake}`, { amount: money(refund.amountFen) })
    : pay.error && t('refunds.notPaid', problemText(pay.error));
  return (
    <form
      ref={form}
      className={styles.cells}
      onSubmit={(event) => {
        event.preventDefault();
        setTyping(false);
        if (isReady && !pay.isPending) pay.mutate();
      }}
    >
      <Input
        name="reference"
        aria-label={t('refunds.reference')}
        placeholder={t('refunds.reference')}
        maxLength={120}
        value={reference}
        onChange={(event) => setReference(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Input
        name="amount"
        className={styles.amount}
        aria-label={t('refunds.typedAmount')}
        placeholder={t('refunds.typedAmount')}
        inputMode="decimal"
        status={mistake ? 'error' : ''}
        value={amount}
        onChange={(event) => {
          setAmount(event.target.value);
          setTyping(true);
        }}
        onBlur={() => setTyping(false)}
        onKeyDown={onKeyDown}
      />
      <Button type="primary" htmlType="submit" disabled={!isReady} loading={pay.isPending}>
        {t('refunds.pay')}
      </Button>
      {hint && (
        <p className={styles.hint} role="alert">
          {hint}
        </p>
      )}
    </form>
  );
};
