import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

import { afterAll, describe, expect, it } from '@jest/globals';
import { services } from '@kefu/contracts';
import { configurationSchema, readConfiguration } from '@kefu/service';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

import { keptSecrets } from '../launcher/secrets.ts';
import { readInstallation } from '../operator/installation.ts';
import { carrierEnvironment } from '../stand-ins/carrier/run-carrier.ts';
import { shopEnvironment } from '../stand-ins/shop/run-shop.ts';
import { environmentFiles } from './environment-files.ts';

type Container = { environment?: Record<string, string>; command?: string[]; entrypoint?: string[] };

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Container> };
const portOf: Record<string, string> = Object.fromEntries(
  services.map((name) => [name, compose.services[name]?.environment?.KEFU_PORT ?? '']),
);

const settingsOf = (name: string): string[] => Object.keys(compose.services[name]?.environment ?? {});

/** What Compose makes of `${NAME:-otherwise}` when nothing is set. */
const unset = (value: string): string => value.replaceAll(/\$\{\w+(?::-([^}]*))?[^}]*\}/g, '$1');

describe('docker-compose.yml', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-compose-'));
  const secrets = keptSecrets(join(folder, 'secrets.json'));
  const secretFiles = new Map(environmentFiles('postgres://postgres:x@postgres:5432/postgres', secrets));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is what the Compose Specification allows', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(read('infra/docker/compose-spec.json')) as object);
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it.each(services)('gives %s a configuration that it accepts', (name) => {
    const given = Object.entries(compose.services[name]?.environment ?? {});
    const plain = Object.fromEntries(given.map(([key, value]) => [key, unset(value)]));
    const environment = { ...parseEnv(secretFiles.get(name) ?? ''), ...plain };
    expect(readConfiguration({ name, port: 0 }, environment).port).toBe(Number(portOf[name]));
  });

  it.each(services)('sets nothing for %s that nobody reads', (name) => {
    expect(settingsOf(name).filter((key) => !(key in configurationSchema.shape))).toEqual([]);
  });

  it('sets nothing for the stand-ins that they do not read', () => {
    const known = { ...carrierEnvironment.shape, ...shopEnvironment.shape };
    expect(settingsOf('stand-ins').filter((key) => !(key in known))).toEqual([]);
  });

  it.each(services)('tells the others where %s listens', (name) => {
    const addresses = services.map(
      (other) => compose.services[other]?.environment?.[`KEFU_${name.toUpperCase()}_URL`],
    );
    expect(new Set(addresses)).toEqual(new Set([`http://${name}:${portOf[name]}`]));
  });

  it.each(services)('runs what the build makes of %s', (name) => {
    expect(compose.services[name]?.command).toContain(`apps/${name}/dist/src/main.js`);
  });

  it('lets operators at every service and the gateway', () => {
    const { environment = {}, entrypoint } = compose.services.operate ?? {};
    const plain = Object.entries(environment).map(([key, value]) => [key, unset(value)]);
    const env = { ...Object.fromEntries(plain), KEFU_SECRETS: join(folder, 'secrets.json') };
    const installation = readInstallation(env);
    for (const name of services)
      expect(installation.accessTo(name).databaseUrl).toContain(`@postgres:5432/kefu_${name}`);
    expect(installation.gatewayUrl).toBe(`http://gateway:${portOf.gateway}`);
    expect(existsSync(join(root, entrypoint?.at(-1) ?? 'nothing'))).toBe(true);
  });

  it.each(['migrate', 'stand-ins', 'sample'])('runs a program that is there as %s', (name) => {
    const program = compose.services[name]?.command?.at(-1) ?? 'nothing';
    expect(existsSync(join(root, program))).toBe(true);
  });
});
