import { childSettings, tellParent, whenLeft } from '@kefu/bench';
import { runForTest } from '@kefu/service/testing';
import { definitionOf } from '../../service-definitions.ts';

// The orders service in a process of its own, as it runs everywhere.
const service = await runForTest(await definitionOf('orders'), childSettings<NodeJS.ProcessEnv>());

process.on('message', (question) => {
  if (question === 'token')
    void service.tokenOf({ roles: ['integrator'] }).then((token) => tellParent({ token }));
  else
    void service.store.pool
      .query<{ stored: number }>(
        `SELECT count(DISTINCT stream)::int AS stored FROM event WHERE type = 'OrderRecorded'`,
      )
      .then(({ rows }) => tellParent(rows[0] ?? {}));
});
whenLeft(service.stop);
tellParent({ url: service.url });
