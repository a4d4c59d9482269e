import { useTranslation } from 'react-i18next';
import { useAgentName } from '../../shared/session/directory.ts';
import { When } from '../../shared/ui/when.tsx';
import type { CaseFact } from './cases.ts';
import { useFactText } from './fact-text.ts';
import styles from './case-page.module.css';

/** What became of a case, fact by fact: when, what, who, why. */
export const Timeline = ({ facts }: { facts: readonly CaseFact[] }) => {
  const { t } = useTranslation('cases');
  const factText = useFactText();
  const agentName = useAgentName();
  return (
    <ol className={styles.facts}>
      {facts.map((fact) => (
        <li key={fact.id}>
          <span className={styles.when}>
            <When at={fact.at} />
          </span>
          <div className={styles.fact}>
            <p>{factText(fact)}</p>
            <p className={styles.who}>
              {fact.who.kind === 'person' ? agentName(fact.who.id) : t(`who.${fact.who.kind}`)}
              {fact.why && ` · ${fact.why}`}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
};
