import { readFileSync, writeFileSync } from 'node:fs';

import { readyFile } from './places.ts';
import type { Sample } from './sample.ts';
import { urlOf } from './services.ts';
import type { Settings } from './settings.ts';

const describe = (settings: Settings, sample: Sample | undefined, howToStop: string): string =>
  [
    'kefu is ready',
    `  Pages      ${urlOf(settings, 'gateway')}`,
    `  Shop site  ${urlOf(settings, 'shop')} (choose a buyer, open the widget)`,
    ...(sample === undefined ? [] : sample.readyLines.map((line) => `  ${line}`)),
    ...(settings.KEFU_TEMPORAL_ADDRESS === undefined
      ? [`  Temporal   http://127.0.0.1:${settings.KEFU_PORT_TEMPORAL_UI}`]
      : []),
    '  Logs       .kefu/logs',
    `  Stop       ${howToStop}`,
  ].join('\n');

export const announceReady = (
  settings: Settings,
  sample: Sample | undefined,
  { inBackground }: { inBackground: boolean },
): void => {
  const elsewhere = '`npm run stop`';
  const here = inBackground ? elsewhere : `Ctrl-C in this window, or ${elsewhere}`;
  writeFileSync(readyFile, describe(settings, sample, elsewhere)); // read in other windows
  console.log(`\n${describe(settings, sample, here)}\n`);
};

/** What the running launcher announced. */
export const readyBlock = (): string | undefined => {
  try {
    return readFileSync(readyFile, 'utf8');
  } catch {
    return undefined;
  }
};
