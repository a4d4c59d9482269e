import type { AnswerOf } from '@kefu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Input, InputNumber, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask } from '../../shared/api/ask.ts';
import { problemOf } from '../../shared/api/problem.ts';
import { useWho } from '../../shared/session/who.ts';
import { Choices, Field } from '../../shared/ui/field.tsx';
import { focusFirst } from '../../shared/ui/focus-first.ts';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { noteCaseMoved } from './cases.ts';
import { CourseNote } from './course-note.tsx';
import { courseOf, type Answers } from './missing-item.ts';
import styles from './missing-item-drawer.module.css';

type Order = AnswerOf<'orders.getOrder'>;
export type MissingItem = {
  order: Order;
  line: Order['lines'][number];
  /** Whose the order is, seen from the conversation: another buyer's case has no place in it. */
  belongs: 'theirs' | 'anothers' | 'unproven';
};

/** Refusals of a line that a case has settled or is settling. */
const hasCase = new Set(['line-refunded-already', 'case-open-already']);

type DrawerProps = {
  item: MissingItem;
  conversationId: string | undefined;
  onClose: () => void;
  onOpened: (caseId: string) => void;
};

/** Two questions whose answers decide the course; the consequence stands beside the button. */
export const MissingItemDrawer = ({
  item: { order, line, belongs },
  conversationId,
  onClose,
  onOpened,
}: DrawerProps) => {
  const { t } = useTranslation('cases');
  const client = useQueryClient();
  const { limits } = useWho();
  const formId = useId();
  const [answers, setAnswers] = useState<Answers>({ quantity: 1 });
  const [wish, setWish] = useState<'refund' | 'reshipment'>('refund');
  const [note, setNote] = useState('');
  const { slip, parcel, quantity } = answers;
  const course = courseOf(answers, line.unitPriceFen, limits);
  const open = useMutation({
    mutationFn: (said: Required<Answers>) =>
      ask('returns.openCase', {
        body: {
          orderId: order.orderId,
          lineId: line.lineId,
          kind: 'missing-item',
          wish,
          ...said,
          ...(conversationId !== undefined && belongs !== 'anothers' && { conversationId }),
          ...(note.trim() !== '' && { note: note.trim() }),
        },
      }),
    onSuccess: ({ caseId }) => {
      noteCaseMoved(client, caseId);
      onOpened(caseId);
    },
  });
  const answer = (given: Partial<Answers>) => setAnswers((known) => ({ ...known, ...given }));
  return (
    <Drawer
      open
      mask={false}
      onClose={onClose}
      size={380}
      title={t('missing.title')}
      styles={{ body: { padding: 16 }, footer: { padding: '10px 16px 14px' } }}
      // Grows upwards: the buttons stay where they are, whatever is answered or refused.
      footer={
        <div className={styles.form}>
          <CourseNote course={course} wish={wish} limitFen={limits.refundFen} currency={order.currency} />
          {open.error && <ProblemNote error={open.error} />}
          {hasCase.has(open.error ? problemOf(open.error).code : '') && (
            <Link to={`/cases?order=${encodeURIComponent(order.orderId)}`}>{t('missing.seeCases')}</Link>
          )}
          <div className={styles.buttons}>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button
              type="primary"
              htmlType="submit"
              form={formId}
              loading={open.isPending}
              disabled={!slip || !parcel}
            >
              {t(course.first === 'weigh' ? 'missing.openAndWeigh' : 'missing.open')}
            </Button>
          </div>
        </div>
      }
    >
      <form
        id={formId}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (slip && parcel) open.mutate({ quantity, slip, parcel });
        }}
      >
        <p className={styles.line}>
          <b>{line.title}</b>
          <small>
            {order.orderNumber} · {line.sku}
          </small>
        </p>
        {belongs !== 'theirs' && <Alert type="warning" showIcon title={t(`missing.belongs.${belongs}`)} />}
        <Field label={t('missing.quantity')} hint={t('missing.ofLine', { quantity: line.quantity })}>
          {(id, describedBy) => (
            <InputNumber
              id={id}
              aria-describedby={describedBy}
              ref={focusFirst}
              min={1}
              max={line.quantity}
              precision={0}
              value={quantity}
              onChange={(value) => answer({ quantity: value ?? 1 })}
            />
          )}
        </Field>
        <Choices label={t('missing.slip')} hint={t('missing.slipHint')}>
          <Radio.Group
            value={slip}
            onChange={({ target }) => answer({ slip: target.value as Answers['slip'] })}
          >
            <Radio value="complete">{t('slip.complete')}</Radio>
            <Radio value="short">{t('slip.short')}</Radio>
          </Radio.Group>
        </Choices>
        <Choices label={t('missing.parcel')}>
          <Radio.Group
            value={parcel}
            onChange={({ target }) => answer({ parcel: target.value as Answers['parcel'] })}
          >
            <Radio value="undamaged">{t('parcel.undamaged')}</Radio>
            <Radio value="damaged">{t('parcel.damaged')}</Radio>
          </Radio.Group>
        </Choices>
        <Choices label={t('missing.wish')}>
          <Radio.Group value={wish} onChange={({ target }) => setWish(target.value as typeof wish)}>
            <Radio value="refund">{t('wish.refund')}</Radio>
            <Radio value="reshipment">{t('wish.reshipment')}</Radio>
          </Radio.Group>
        </Choices>
        <Field label={t('missing.note')} hint={t('missing.noteHint')}>
          {(id, describedBy) => (
            <Input.TextArea
              id={id}
              aria-describedby={describedBy}
              rows={3}
              maxLength={1_000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Drawer>
  );
};
