import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { services, type ServiceName } from '@kefu/contracts';
import { run, SetupProblem } from '@kefu/servers';

import { buildStamp, projectRoot } from './places.ts';

const SKIPPED = new Set(['node_modules', 'dist', 'test', '.turbo']);

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourcesIn(path);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
    });

/** A fingerprint of all that goes into a build. */
export const fingerprintOfSources = (): string => {
  const hash = createHash('sha256');
  const single = ['package-lock.json', 'tsconfig.base.json', 'turbo.json'].map((file) =>
    join(projectRoot, file),
  );
  const folders = ['packages', 'apps'].map((folder) => join(projectRoot, folder));
  for (const path of [...single, ...folders.flatMap(sourcesIn)]) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
};

/** What the build makes of a service. */
export const builtMain = (service: ServiceName): string =>
  join(projectRoot, 'apps', service, 'dist/src/main.js');

const isBuilt = (fingerprint: string): boolean =>
  existsSync(buildStamp) &&
  readFileSync(buildStamp, 'utf8') === fingerprint &&
  services.every((service) => existsSync(builtMain(service)));

/** Builds these parts and what they stand on, as far as they changed since turbo built them last. */
export const buildParts = async (parts: readonly string[]): Promise<void> => {
  await run(
    join(projectRoot, 'node_modules/.bin/turbo'),
    ['run', 'build', ...parts.map((part) => `--filter=${part}`), '--output-logs=errors-only'],
    {
      cwd: projectRoot,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    },
  ).catch((error: unknown) => {
    const said = error instanceof Error ? error.message : String(error);
    throw new SetupProblem(`The build failed; \`npm run build\` shows all of it.\n${said}`, { cause: error });
  });
};

/** Builds when the sources changed since the last build; answers their fingerprint. */
export const build = async (progress: (line: string) => void): Promise<string> => {
  const fingerprint = fingerprintOfSources();
  if (isBuilt(fingerprint)) return fingerprint;
  progress('building');
  await buildParts(['./apps/*']);
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, fingerprint);
  return fingerprint;
};
