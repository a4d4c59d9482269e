import type { Phrase } from '@kefu/contracts';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../shared/ui/empty.tsx';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import { RowsSkeleton } from '../../shared/ui/skeleton.tsx';
import { phrasesQuery } from './phrases.ts';
import { searchPhrases } from './phrase-search.ts';
import { fillIn, type Variables } from './variables.ts';
import styles from './phrase-book.module.css';

type PhraseBookProps = { shopId: string; variables: Variables; onPick: (text: string) => void };

/** All quick replies of the shop by group, for whoever looks instead of typing. */
export const PhraseBook = ({ shopId, variables, onPick }: PhraseBookProps) => {
  const { t } = useTranslation('workbench');
  const { data, error, refetch } = useQuery(phrasesQuery(shopId));
  const [sought, setSought] = useState('');
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton rows={10} />;
  const groups = Map.groupBy(
    searchPhrases(data.items, sought.trim().toLowerCase()).map((phrase) => ({
      ...phrase,
      text: fillIn(phrase.text, variables),
    })),
    ({ group }: Phrase) => group,
  );
  return (
    <div className={styles.book}>
      <Input
        allowClear
        value={sought}
        placeholder={t('phrases.search')}
        aria-label={t('phrases.search')}
        onChange={(event) => setSought(event.target.value)}
      />
      {groups.size === 0 && <Empty title={t('phrases.none')} hint={t('phrases.noneHint')} />}
      {[...groups].map(([group, phrases]) => (
        <section key={group}>
          <h3 className={styles.group}>{group}</h3>
          <ul>
            {phrases.map(({ phraseId, shortcut, text }) => (
              <li key={phraseId}>
                <button type="button" className={styles.phrase} onClick={() => onPick(text)}>
                  <kbd>{shortcut}</kbd>
                  <span>{text}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};
