import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { blocksOf } from './blocks.ts';

const run = promisify(execFile);
const page = new URL('drive-the-api.md', import.meta.url);

it('drives the whole story by the commands on the page', async () => {
  const commands = blocksOf(page)
    .filter(({ language }) => language === 'sh')
    .map(({ text }) => text);
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', commands.join('\n')], {
    env: {
      PATH: process.env.PATH,
      KEFU: process.env.KEFU_TEST_GATEWAY_URL,
      ADMIN_PASSWORD: process.env.KEFU_TEST_ADMINISTRATOR_PASSWORD,
      SAMPLE_PASSWORD: process.env.KEFU_TEST_SAMPLE_PASSWORD,
    },
  });
  expect(stdout).toContain('"verdict": "lost-in-transit"');
  expect(stdout).toContain('"code": "above-authority"');
  expect(stdout).toContain('退款 ¥129.00 已打出');
  expect(stdout.trimEnd()).toMatch(/closed\noffline$/);
});
