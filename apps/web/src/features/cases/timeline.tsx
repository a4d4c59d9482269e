import { useTranslation } from 'react-i18next';
import { useAgentName } from '../../shared/session/directory.ts';
import { When } from '../../shared/ui/when.tsx';
import type { CaseFact } from './cases.ts';
import { useFactText } from './fact-text.ts';
import styles from './case-page.module.css';

type Told = { fact: CaseFact; text: string; times: number };

// A carrier's answer changes several readings at once: the same sentence is said once.
const told = (facts: readonly CaseFact[], factText: (fact: CaseFact) => string): Told[] =>
  facts.reduce<Told[]>((known, fact) => {
    const text = factText(fact);
    const last = known.at(-1);
    return last?.text === text
      ? [...known.slice(0, -1), { ...last, times: last.times + 1 }]
      : [...known, { fact, text, times: 1 }];
  }, []);

/** What became of a case, fact by fact: when, what, who, why. */
export const Timeline = ({ facts }: { facts: readonly CaseFact[] }) => {
  const { t } = useTranslation('cases');
  const factText = useFactText();
  const agentName = useAgentName();
  return (
    <ol className={styles.facts}>
      {told(facts, factText).map(({ fact, text, times }) => (
        <li key={fact.id}>
          <span className={styles.when}>
            <When at={fact.at} />
          </span>
          <div className={styles.fact}>
            <p>
              {text} {times > 1 && `× ${times}`}
            </p>
            <p className={styles.who}>
              {fact.who.kind === 'person' ? agentName(fact.who.id) : t(`who.${fact.who.kind}`)}
              {fact.why && !text.includes(fact.why) && ` · ${fact.why}`}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
};
