import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { chromium, type Browser } from 'playwright-core';

import { writeFontsFile } from './fonts.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onThisMachine = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(isProgram);

type Program = { executablePath: string; env: NodeJS.ProcessEnv };

// It brings the libraries that a machine without a browser lacks too, but only to those who say they are Amazon's,
// and then says so in this process's own environment: what it says is for the browser alone.
const unpacked = async (): Promise<Program> => {
  const before = { ...process.env };
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    return { executablePath, env: { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH } };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
};

const flags = [
  '--no-sandbox', // refuses to run as root with it
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--lang=zh-CN',
];

/** The machine's Chromium, or the one that npm brought; with letters for Chinese either way. */
export const launchBrowser = async (): Promise<Browser> => {
  const installed = onThisMachine();
  const { executablePath, env } =
    installed === undefined ? await unpacked() : { executablePath: installed, env: {} };
  return chromium.launch({
    executablePath,
    args: flags,
    env: { ...process.env, ...env, FONTCONFIG_FILE: writeFontsFile() },
  });
};
