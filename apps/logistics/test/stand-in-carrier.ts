import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '@kefu/service/testing';

const program = fileURLToPath(new URL('../../../infra/stand-ins/carrier.ts', import.meta.url));

/** The stand-in carrier as a process of its own, which can be killed. */
export const standInCarrier = (given: {
  port: number;
  secret: string;
  logisticsUrl: string;
  dataDir: string;
}) => {
  const url = `http://127.0.0.1:${given.port}`;
  let running: ChildProcess | undefined;
  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (!running) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    running = undefined;
    await ended;
  };
  return {
    start: async (): Promise<void> => {
      running = spawn(process.execPath, ['--conditions=kefu-source', program], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          KEFU_PORT: String(given.port),
          KEFU_CARRIER_SECRET: given.secret,
          KEFU_LOGISTICS_URL: given.logisticsUrl,
          KEFU_DATA_DIR: given.dataDir,
        },
      });
      await eventually(async () => (await fetch(`${url}/ready`)).ok || undefined);
    },
    stop,
    /** Loads parcels into the carrier's book. */
    enter: async (...parcels: object[]): Promise<void> => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}/parcels`, {
        method: 'POST',
        headers,
        body: JSON.stringify(parcels),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    inquiries: async (): Promise<
      { inquiryId: string; number: string; chase: number; answeredAt: string | null }[]
    > => {
      const { items } = (await (await fetch(`${url}/inquiries`)).json()) as { items: never[] }; // as the stand-in answers
      return items;
    },
  };
};
