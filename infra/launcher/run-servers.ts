import { provideKafka, providePostgres, provideTemporal, type Server } from '@kefu/servers';

import { home } from './places.ts';
import { progress } from './progress.ts';
import type { PortSetting, Settings } from './settings.ts';

export type RunServers = { postgres: Server; kafka: Server; temporal: Server };

/** Says where each server is or what to run; starts nothing. */
export const provideServers = async (settings: Settings): Promise<RunServers> => {
  const port = (setting: PortSetting) => ({ setting, port: settings[setting] });
  const common = { home, progress };
  const [postgres, kafka, temporal] = await Promise.all([
    providePostgres({ ...common, given: settings.KEFU_POSTGRES_URL, ports: [port('KEFU_PORT_POSTGRES')] }),
    provideKafka({
      ...common,
      given: settings.KEFU_KAFKA_BROKERS,
      ports: [port('KEFU_PORT_KAFKA'), port('KEFU_PORT_KAFKA_CONTROLLER')],
    }),
    provideTemporal({
      ...common,
      given: settings.KEFU_TEMPORAL_ADDRESS,
      ports: [port('KEFU_PORT_TEMPORAL'), port('KEFU_PORT_TEMPORAL_UI')],
    }),
  ]);
  return { postgres, kafka, temporal };
};
