import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { SignInForm } from '../../features/session/sign-in-form.tsx';
import { speak } from '../../shared/i18n/i18n.ts';
import { whoQuery } from '../../shared/session/who.ts';
import { languages, languageSetting } from '../../shared/store/settings.ts';
import { useStored } from '../../shared/store/stored.ts';
import { languageNames } from '../person-menu.tsx';
import styles from './sign-in.module.css';

// Only a path of ours: a link from elsewhere must not lead away after the sign-in.
const placeAfter = (next: string | null): string => (next && /^\/[^/\\]/.test(next) ? next : '/');

export const Component = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const language = useStored(languageSetting);
  const { data: who } = useQuery(whoQuery);
  const next = placeAfter(search.get('next'));
  if (who) return <Navigate to={next} replace />;
  return (
    <main className={styles.page}>
      <section className={styles.card}>
        <img src="/icon.svg" alt="" width={40} height={40} />
        <h1>{t('signIn.title')}</h1>
        <p className={styles.lead}>{t('signIn.lead')}</p>
        <SignInForm onSignedIn={() => void navigate(next, { replace: true })} />
      </section>
      <Segmented
        aria-label={t('language')}
        value={language}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        onChange={(chosen) => {
          languageSetting.set(chosen);
          void speak(chosen);
        }}
      />
    </main>
  );
};
