// The one file that runs on the machine's own Node (20 or newer), before anything is installed: it installs what lacks.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pinnedNode = join(root, 'node_modules/.bin/node');

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const packagesIn = (lock) => {
  try {
    return JSON.parse(readFileSync(join(root, lock), 'utf8')).packages;
  } catch {
    return {};
  }
};

/** npm notes what it installed in a lock of its own; packages for other machines (optional) may lack there. */
const isInstalled = () => {
  const installed = packagesIn('node_modules/.package-lock.json');
  const isThere = ([path, { version, optional, link }]) =>
    path === '' ||
    !path.startsWith('node_modules/') ||
    link ||
    optional ||
    installed[path]?.version === version;
  return existsSync(pinnedNode) && Object.entries(packagesIn('package-lock.json')).every(isThere);
};

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/;

const adviceFor = (said) => {
  if (OFFLINE.test(said))
    return 'The npm registry cannot be reached: check the network, or `npm config get registry` and proxy.';
  if (said.includes('ENOSPC'))
    return 'The disk is full: kefu needs about 3 GB here. Free some space and start again.';
  if (said.includes('EUSAGE'))
    return 'package.json and package-lock.json disagree: run `npm install` once and start again.';
  return 'npm could not install the packages. Start again; if it stays so, remove node_modules first.';
};

const install = async () => {
  console.log('Installing packages (about a minute, the first time)');
  const began = Date.now();
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  npm.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-20_000)));
  const ticking = setInterval(() => console.log(`  … ${Math.round((Date.now() - began) / 1000)} s`), 10_000);
  const code = await new Promise((resolve) =>
    npm.on('close', resolve).on('error', () => resolve('npm is missing')),
  );
  clearInterval(ticking);
  if (code === 0) return;
  const errors = said.split('\n').filter((line) => /error/i.test(line));
  fail(`${errors.slice(0, 8).join('\n')}\n\n${adviceFor(said)}`);
};

if (Number.parseInt(process.versions.node, 10) < 20)
  fail(`kefu needs Node 20 or newer; this is ${process.version}.`);
if (process.platform !== 'linux')
  fail('kefu’s launcher runs on Linux. Elsewhere use Docker: `docker compose up`.');
if (!isInstalled()) await install();
