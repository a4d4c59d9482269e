import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { testServers, createTestDatabase } from '@kefu/testing/servers';
import { createMigrator, generateKey, publicKeysOf, signToken, startService } from '@kefu/service';
import { orders } from '/work/main/apps/orders/dist/src/service.js';
const s = await testServers();
process.env.KEFU_TEST_POSTGRES_URL = s.postgresUrl;
const database = await createTestDatabase('ordersbench');
await createMigrator(orders, {
  migrationUrl: database.migrationDatabaseUrl,
  keysUrl: database.keysMigrationDatabaseUrl,
  serviceRole: database.serviceRole,
}).run();
const [gateway, own] = await Promise.all([generateKey('gateway'), generateKey('orders')]);
const service = await startService(orders, {
  KEFU_PORT: '19702',
  KEFU_DATABASE_URL: database.databaseUrl,
  KEFU_KEYS_DATABASE_URL: database.keysDatabaseUrl,
  KEFU_KAFKA_BROKERS: s.kafka,
  KEFU_TOPIC_PREFIX: 'bench-' + randomBytes(3).toString('hex') + '.',
  KEFU_SERVICE_KEY: JSON.stringify(own),
  KEFU_TRUSTED_KEYS: JSON.stringify(publicKeysOf(gateway, own)),
  KEFU_MASTER_KEY: randomBytes(32).toString('base64'),
  KEFU_PSEUDONYM_KEY: randomBytes(32).toString('base64'),
  KEFU_DATA_DIR: await mkdtemp('/tmp/kob-'),
  KEFU_LOG_LEVEL: 'warn',
});
await service.ready;
const token = await signToken(
  gateway,
  { id: 'erp', name: 'e', kind: 'person', roles: ['integrator'], shops: ['*'], limits: { refundFen: 0 } },
  { expiresInSeconds: 115 },
);

const n = Number(process.env.N ?? 20000);
const q = (c) => `"${c}"`;
const head = [
  '订单编号',
  '买家会员名',
  '订单创建时间',
  '商家编码',
  '宝贝标题',
  '购买数量',
  '单价',
  '重量',
  '收货人姓名',
  '联系手机',
  '收货地址',
  '订单状态',
  '物流公司',
  '物流单号',
];
const rows = Array.from({ length: n }, (_, i) => [
  `N${String(i).padStart(7, '0')}`,
  `buyer${i % Number(process.env.B ?? 20000)}`,
  '2026-10-18 11:20:00',
  'SCARF-RED',
  '羊毛围巾 红',
  1,
  '99.90',
  100,
  '王小明',
  '13812345678',
  '浙江省杭州市文一西路969号',
  '交易成功',
  '中通快递',
  String(77310000000000 + i),
]);
const content = [head, ...rows].map((r) => r.map(q).join(',')).join('\n') + '\n';
const call = async (method, path, body) => {
  const r = await fetch(service.url + path, { method, body, headers: { authorization: 'Bearer ' + token } });
  const j = await r.json();
  if (!r.ok) throw new Error(JSON.stringify(j));
  return j;
};
const pgCpu = async () => {
  const { execSync } = await import('node:child_process');
  return execSync(
    `for p in $(pgrep -f 'postgres: ${database.serviceRole}'); do awk '{printf "%s:%d ", $1, ($14+$15)*10}' /proc/$p/stat; done`,
  ).toString();
};
import { Session } from 'node:inspector/promises';
import { writeFileSync } from 'node:fs';
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.start');
for (const round of ['first', 'second']) {
  const form = new FormData();
  form.set('shopId', 'flagship');
  form.append('files', new Blob([content]), 'a.csv');
  const cpu0 = process.cpuUsage();
  const t0 = performance.now();
  const up = await call('POST', '/api/orders/imports', form);
  const t1 = performance.now();
  await call('POST', `/api/orders/imports/${up.importId}/start`);
  let now, staged;
  do {
    await new Promise((r) => setTimeout(r, 100));
    now = await call('GET', `/api/orders/imports/${up.importId}`);
    if (now.state !== 'staging' && !staged) staged = performance.now();
  } while (['staging', 'running'].includes(now.state));
  const t2 = performance.now();
  const cpu = process.cpuUsage(cpu0);
  console.log(
    round,
    {
      uploadMs: Math.round(t1 - t0),
      stagedMs: Math.round(staged - t1),
      totalMs: Math.round(t2 - t1),
      endToEndPerS: Math.round(n / ((t2 - t1) / 1000)),
      nodeCpuMs: Math.round((cpu.user + cpu.system) / 1000),
    },
    JSON.stringify(now.progress),
    now.state,
    now.failure,
  );
  console.log('pg cpu ms', await pgCpu());
  if (round === 'first')
    writeFileSync('/tmp/prof/a.cpuprofile', JSON.stringify((await session.post('Profiler.stop')).profile));
}
await service.stop();
await database.close();
process.exit(0);
