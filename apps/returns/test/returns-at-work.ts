import type { Principal, Role } from '@kefu/contracts';
import { runForTest } from '@kefu/service/testing';
import { returns } from '../src/service.ts';
import { startLogistics } from './logistics-stand-in.ts';

export const person = (id: string, roles: Role[], refundFen = 0, shops = ['*']): Principal => ({
  ...{ id, name: id, kind: 'person', roles, shops, limits: { refundFen } },
});

export const lin = person('agent-lin', ['after-sales-agent'], 5_000);
export const wang = person('supervisor-wang', ['supervisor'], 100_000);
export const zhao = person('finance-zhao', ['finance']);

export type Answer = {
  status: number;
  body: Record<string, unknown> & { items?: Record<string, unknown>[] };
};

/** The service on real servers, with logistics stood in for. */
export const startReturns = async () => {
  const logistics = await startLogistics();
  const settings: NodeJS.ProcessEnv = { KEFU_LOGISTICS_URL: logistics.url };
  const service = await runForTest(returns, settings);

  const request = async (
    who: Principal | undefined,
    path: string,
    sent: RequestInit = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const authorization = who ? { authorization: `Bearer ${await service.tokenOf(who)}` } : {};
    const response = await fetch(`${service.url}/api/returns/${path}`, {
      ...sent,
      headers: { ...authorization, ...headers },
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };

  return {
    ...service,
    logistics,
    get: (who: Principal | undefined, path: string) => request(who, path),
    post: (who: Principal | undefined, path: string, body: object, headers: Record<string, string> = {}) =>
      request(
        who,
        path,
        { method: 'POST', body: JSON.stringify(body) },
        { ...headers, 'content-type': 'application/json' },
      ),
    restartWithoutTemporal: async () => {
      settings.KEFU_TEMPORAL_ADDRESS = '127.0.0.1:1';
      await service.restart();
      delete settings.KEFU_TEMPORAL_ADDRESS;
    },
    stop: async () => {
      await service.stop();
      await logistics.stop();
    },
  };
};

export type Returns = Awaited<ReturnType<typeof startReturns>>;
