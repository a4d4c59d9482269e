import { services } from '@kefu/contracts';

import { urlOf } from '../launcher/services.ts';
import { settings } from './platform.ts';

const waiting = /^(kefu_relay_lag_events|kefu_consumer_lag|kefu_dead_letters|kefu_parked_keys)\{.*\} (.*)$/gm;

/** What has not arrived yet, or never will by itself, by the services' own metrics. */
export const backlog = async (): Promise<string[]> => {
  const lines = await Promise.all(
    services.map(async (service) => {
      const answer = await fetch(`${urlOf(settings, service)}/metrics`).catch(() => undefined);
      if (answer === undefined) return [`${service} does not answer`];
      const metrics = await answer.text();
      return [...metrics.matchAll(waiting)].flatMap(([line, , value]) => (Number(value) > 0 ? [line] : []));
    }),
  );
  return lines.flat();
};
