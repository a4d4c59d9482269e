import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../shared/ui/problem-note.tsx';
import type { PhraseMenuState } from './use-phrase-menu.ts';
import { fillIn, type Variables } from './variables.ts';
import styles from './phrase-menu.module.css';

/** The quick replies above the text, as they would read in this conversation. */
export const PhraseMenu = ({ menu, variables }: { menu: PhraseMenuState; variables: Variables }) => {
  const { t } = useTranslation('workbench');
  if (menu.error) return <div className={styles.menu}>{<ProblemNote error={menu.error} />}</div>;
  return (
    <div className={styles.menu}>
      <div id="phrase-menu" role="listbox" aria-label={t('phrases.title')}>
        {menu.found.map((phrase, index) => (
          <div
            key={phrase.phraseId}
            id={`phrase-${phrase.phraseId}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === menu.at}
            className={styles.phrase}
            onMouseDown={(event) => {
              event.preventDefault(); // the text keeps the focus
              menu.pick(phrase);
            }}
            onMouseMove={() => menu.move(index)}
            ref={index === menu.at ? (item) => item?.scrollIntoView({ block: 'nearest' }) : undefined}
          >
            <kbd className={styles.shortcut}>{phrase.shortcut}</kbd>
            <span className={styles.text}>{fillIn(phrase.text, variables)}</span>
            {index < 9 && <kbd className={styles.number}>Alt+{index + 1}</kbd>}
          </div>
        ))}
      </div>
      {menu.found.length === 0 && (
        <p className={styles.none}>{t(menu.isLoading ? 'phrases.loading' : 'phrases.none')}</p>
      )}
    </div>
  );
};
