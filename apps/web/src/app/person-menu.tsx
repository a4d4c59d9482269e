import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { speak } from '../shared/i18n/i18n.ts';
import { useSignOut, useWho } from '../shared/session/who.ts';
import {
  languages,
  languageSetting,
  themes,
  themeSetting,
  type Language,
  type Theme,
} from '../shared/store/settings.ts';
import { useStored } from '../shared/store/stored.ts';
import styles from './rail.module.css';

export const languageNames: Record<Language, string> = { 'zh-CN': '简体中文', en: 'English' };

const choose = (key: string): void => {
  const [kind, value] = key.split(':');
  if (kind === 'theme') themeSetting.set(value as Theme); // the menu's keys are made below
  if (kind === 'language') {
    languageSetting.set(value as Language);
    void speak(value as Language);
  }
};

/** Who I am, how the pages look and speak, and the way out. */
export const PersonMenu = () => {
  const { t } = useTranslation(['common', 'words']);
  const who = useWho();
  const theme = useStored(themeSetting);
  const language = useStored(languageSetting);
  const signOut = useSignOut();
  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: `${who.name} · ${who.roles.map((role) => t(`words:role.${role}`)).join('、')}`,
    },
    {
      key: 'theme',
      type: 'group',
      label: t('theme.title'),
      children: themes.map((name) => ({ key: `theme:${name}`, label: t(`theme.${name}`) })),
    },
    {
      key: 'language',
      type: 'group',
      label: t('language'),
      children: languages.map((name) => ({ key: `language:${name}`, label: languageNames[name] })),
    },
    { type: 'divider' },
    { key: 'sign-out', label: t('signOut'), danger: true },
  ];
  return (
    <Dropdown
      trigger={['click']}
      placement="topLeft"
      styles={{ root: { minWidth: 168 } }}
      menu={{
        items,
        selectedKeys: [`theme:${theme}`, `language:${language}`],
        onClick: ({ key }) => (key === 'sign-out' ? void signOut() : choose(key)),
      }}
    >
      <button type="button" className={styles.person} aria-label={t('personMenu', { name: who.name })}>
        <span className={styles.avatar} data-letter={who.name.slice(0, 1)} aria-hidden />
        <span className={styles.personName}>{who.name}</span>
      </button>
    </Dropdown>
  );
};
