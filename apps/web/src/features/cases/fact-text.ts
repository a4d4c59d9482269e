import { useTranslation } from 'react-i18next';
import { money } from '../../shared/format/money.ts';
import { useBecause } from '../../shared/marks/use-because.ts';
import type { CaseFact } from './cases.ts';

/** A fact as a sentence; one that these pages do not know yet is shown by its name. */
export const useFactText = (): ((fact: CaseFact) => string) => {
  const { t, i18n } = useTranslation(['cases', 'words']);
  const because = useBecause();
  const word = (key: string, value: unknown): string =>
    typeof value === 'string' && i18n.exists(`${key}.${value}`) ? i18n.t(`${key}.${value}` as 'retry') : '';
  return ({ type, data }) => {
    if (!i18n.exists(`cases:fact.${type}`)) return t('fact.unknown', { type });
    const text = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
    const amount = (name: string): string => (typeof data[name] === 'number' ? money(data[name]) : '');
    return t(`fact.${type as 'unknown'}`, {
      type,
      quantity: Number(data['quantity'] ?? 1),
      slip: word('cases:slip', data['slip']),
      parcel: word('cases:parcel', data['parcel']),
      step: word('cases:weightStep', data['step']),
      verdict: word('words:verdict', data['verdict']),
      was: word('words:verdict', data['was']),
      would: word('words:verdict', data['would']),
      outcome: word('cases:resolved', data['outcome']),
      because: because(text('because')),
      reason: because(text('reason')),
      reference: text('reference'),
      waybillId: text('waybillId'),
      amount: amount('amountFen'),
      limit: amount('limitFen'),
    });
  };
};
