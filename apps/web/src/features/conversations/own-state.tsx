import { DownOutlined, SoundOutlined, AudioMutedOutlined } from '@ant-design/icons';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { ask } from '../../shared/api/ask.ts';
import { useCommands } from '../../shared/commands/commands.ts';
import { soundSetting } from '../../shared/store/settings.ts';
import { useStored } from '../../shared/store/stored.ts';
import { useProblemText } from '../../shared/ui/problem-text.ts';
import styles from './own-state.module.css';

const choices = ['online', 'busy', 'break', 'offline'] as const;
type Choice = (typeof choices)[number];

const presenceQuery = queryOptions({
  queryKey: ['presence'],
  queryFn: () => ask('chat.getPresence'),
  refetchInterval: 60_000,
});

/** The agent's own state, how full the desk is, and whether new customers ring. */
export const OwnState = ({ serving }: { serving: number | undefined }) => {
  const { t } = useTranslation('workbench');
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const { data: presence } = useQuery(presenceQuery);
  const sounds = useStored(soundSetting);
  const change = useMutation({
    mutationFn: (state: Choice) => ask('chat.setPresence', { body: { state } }),
    onSuccess: (next) => client.setQueryData(presenceQuery.queryKey, next),
    onError: (error) => void message.error(problemText(error).what),
  });
  useCommands(() =>
    choices.map((state) => ({
      id: `state-${state}`,
      group: t('state.mine'),
      label: t(`state.${state}`),
      run: () => change.mutate(state),
    })),
  );
  const state = presence?.state ?? 'offline';
  const away = presence && (state === 'offline' || state === 'break');
  return (
    <>
      <div className={styles.own}>
        <Dropdown
          trigger={['click']}
          menu={{
            selectedKeys: [state],
            items: choices.map((key) => ({ key, label: t(`state.${key}`), icon: <Dot state={key} /> })),
            onClick: ({ key }) => change.mutate(key as Choice), // the menu's keys are the choices
          }}
        >
          <Button type="text" size="small" aria-label={t('state.change', { state: t(`state.${state}`) })}>
            <Dot state={state} /> {t(`state.${state}`)} <DownOutlined className={styles.down} />
          </Button>
        </Dropdown>
        <span className={styles.load}>
          {t('list.serving')} <b>{serving ?? '–'}</b>/{presence?.capacity ?? '–'}
        </span>
        <Tooltip title={t(sounds ? 'sound.on' : 'sound.off')}>
          <Button
            type="text"
            size="small"
            aria-pressed={sounds}
            aria-label={t(sounds ? 'sound.on' : 'sound.off')}
            icon={sounds ? <SoundOutlined /> : <AudioMutedOutlined />}
            onClick={() => soundSetting.set(!sounds)}
          />
        </Tooltip>
      </div>
      {away && (
        <p className={styles.away} role="status">
          {t('list.away', { online: t('state.online') })}
        </p>
      )}
    </>
  );
};

const Dot = ({ state }: { state: string }) => (
  <span className={`${styles.dot} ${styles[state] ?? ''}`} aria-hidden />
);
