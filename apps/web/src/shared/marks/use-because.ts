import { useTranslation } from 'react-i18next';
import { readBecause } from './because.ts';

export const useBecause = (): ((sentence: string | null) => string) => {
  const { t } = useTranslation('words');
  return (sentence) => {
    const read = sentence === null ? undefined : readBecause(sentence);
    return read ? t(`because.${read.name}`, { a: read.grams[0], b: read.grams[1] }) : (sentence ?? '');
  };
};
