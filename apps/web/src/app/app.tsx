import { QueryClientProvider } from '@tanstack/react-query';
import { App as Notices, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { Locale } from 'antd/es/locale';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '../shared/api/query-client.ts';
import { whoQuery } from '../shared/session/who.ts';
import { languageSetting } from '../shared/store/settings.ts';
import { useStored } from '../shared/store/stored.ts';
import { router } from './router.tsx';
import { themeOf } from './theme.ts';
import { useColourMode } from './use-colour-mode.ts';

const client = createQueryClient((cache) => cache.setQueryData(whoQuery.queryKey, null));

// antd's own words (pickers, empty selects) in English come only when asked for.
const useKitLocale = (): Locale => {
  const language = useStored(languageSetting);
  const [english, setEnglish] = useState<Locale>();
  useEffect(() => {
    if (language === 'en') void import('antd/locale/en_US').then(({ default: locale }) => setEnglish(locale));
  }, [language]);
  return language === 'en' && english ? english : zhCN;
};

export const App = () => {
  const mode = useColourMode();
  const locale = useKitLocale();
  return (
    <ConfigProvider theme={themeOf(mode)} locale={locale} button={{ autoInsertSpace: false }}>
      <Notices message={{ maxCount: 2, duration: 4 }} style={{ height: '100%' }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Notices>
    </ConfigProvider>
  );
};
