import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../store/settings.ts';
import { languageSetting } from '../store/settings.ts';
import { zhCN } from './zh-CN/texts.ts';

const load = async (language: Language): Promise<void> => {
  if (i18next.hasResourceBundle(language, 'common')) return;
  const { en } = await import('./en/texts.ts');
  for (const [namespace, texts] of Object.entries(en)) i18next.addResourceBundle(language, namespace, texts);
};

export const startTexts = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': zhCN },
    defaultNS: 'common',
    returnEmptyString: true,
    interpolation: { escapeValue: false },
  });
  await speak(languageSetting.get());
};

export const speak = async (language: Language): Promise<void> => {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
};
