import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';

const path = new URL('fail-point.ts', import.meta.url).href;
const script = `import { failPoint } from '${path}';
for (let i = 0; i < 3; i += 1) { failPoint('view.followed'); failPoint('relay.sent'); console.log(i); }`;

const ended = (KEFU_FAIL_AT?: string) => {
  const args = ['--no-warnings', '--input-type=module-typescript', '-e', script];
  const { signal, stdout } = spawnSync(process.execPath, args, { env: { KEFU_FAIL_AT }, encoding: 'utf8' });
  return { signal, times: stdout.split('\n').length - 1 };
};

it('ends the process where it was told to, that often, and nowhere else', () => {
  expect(ended('relay.sent')).toEqual({ signal: 'SIGKILL', times: 0 });
  expect(ended('relay.sent:3')).toEqual({ signal: 'SIGKILL', times: 2 });
  expect(ended('relay.sent:4')).toEqual({ signal: null, times: 3 });
  expect(ended('relay.checkpointed')).toEqual({ signal: null, times: 3 });
});

it('does nothing when nothing is planned', () => {
  expect(ended()).toEqual({ signal: null, times: 3 });
});
