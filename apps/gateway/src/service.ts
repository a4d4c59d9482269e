import cookies from '@fastify/cookie';
import { asyncApi, openApi } from '@kefu/contracts';
import { defineService, readVersion } from '@kefu/service';
import { AccountsShopsSessions1790000000001 } from '../migrations/1-accounts-shops-sessions.ts';
import { makeFirstAdministrator } from './account/first-administrator.ts';
import { servePages } from './door/pages.ts';
import { limitRates } from './door/rate-limits.ts';
import { leadToServices } from './door/services.ts';
import { exchangeOwnSessions } from './door/session-to-token.ts';
import { watchSockets } from './door/watch-sockets.ts';
import type { GatewayEvent } from './events.ts';
import { GatewayModule } from './gateway.module.ts';
import { publish } from './published.ts';
import { createBearer } from './session/bearer.ts';
import { forgetEndedSessions } from './session/sessions.ts';

const tidyEveryMs = 600_000;

export const gateway = defineService<GatewayEvent>({
  name: 'gateway',
  port: 18800,
  module: GatewayModule,
  migrations: [AccountsShopsSessions1790000000001],
  personal: {},
  views: [],
  publish,
  async prepare({ app, configuration, store, logger }) {
    const http = app.getHttpAdapter().getInstance();
    const bearer = createBearer(store.pool, configuration.serviceKey);
    await http.register(cookies);
    await limitRates(http);
    exchangeOwnSessions(http, bearer);
    const sockets = watchSockets(bearer, logger);
    http.addHook('onClose', async () => sockets.stop());
    await leadToServices(http, bearer, sockets, configuration, logger);
    http.get('/api/openapi.json', () => openApi(readVersion()));
    http.get('/api/asyncapi.json', () => asyncApi(readVersion()));
    await servePages(http);
  },
  async workers({ configuration, store, logger }) {
    const { administratorPassword } = configuration;
    if (administratorPassword) await makeFirstAdministrator(store, administratorPassword);
    const tidy = setInterval(() => {
      forgetEndedSessions(store.pool).catch((error: unknown) =>
        logger.warn({ err: error }, 'ended sessions stay a while longer'),
      );
    }, tidyEveryMs);
    return [{ stop: async () => clearInterval(tidy) }];
  },
});
