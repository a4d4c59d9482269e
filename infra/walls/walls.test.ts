import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const here = import.meta.dirname;
const root = join(here, '../..');
const planted = join(here, 'planted');
const tool = (name: string): string => join(root, 'node_modules/.bin', name);

/** Both tools say what they found and then end with an error. */
const outputOf = async (program: string, args: string[], cwd: string): Promise<string> =>
  promisify(execFile)(tool(program), args, { cwd }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );

/** What a planted file is called is the rule that it breaks. */
const nameOf = (path: string): string => basename(path).split('.')[0] ?? path;

describe('each wall stops the violation planted for it', () => {
  type Violation = { from: string; rule: { name: string } };
  const rulesOf = (config: string): string[] => {
    const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: { name: string }[] };
    return forbidden.map(({ name }) => name);
  };
  const violations = async (config: string, folders: string[]): Promise<Violation[]> => {
    const output = await outputOf(
      'depcruise',
      ['--config', config, '--output-type', 'json', ...folders],
      planted,
    );
    const { summary } = JSON.parse(output) as { summary: { violations: Violation[] } };
    return summary.violations;
  };
  let found: Violation[];

  beforeAll(async () => {
    const [services, pages] = await Promise.all([
      violations(join(root, '.dependency-cruiser.cjs'), ['apps', 'packages', 'infra']),
      violations(join(here, 'pages.cjs'), ['apps/web']),
    ]);
    found = [...services, ...pages];
  });

  it.each(rulesOf(join(here, 'pages.cjs')))('%s', (rule) => {
    expect(
      found.filter(({ from }) => nameOf(from) === rule).map((violation) => violation.rule.name),
    ).toContain(rule);
  });

  it('and lets pass what is allowed', () => {
    expect(found.filter(({ from }) => nameOf(from) === 'allowed')).toEqual([]);
  });
});

describe('each lint rule of ours stops the violation planted for it', () => {
  type Diagnostic = { filename: string; code: string };
  let checkout: string;
  let found: Diagnostic[];

  beforeAll(async () => {
    checkout = mkdtempSync(join(tmpdir(), 'kefu-walls-')); // in place, the planted files are not linted
    cpSync(planted, checkout, { recursive: true });
    cpSync(join(root, '.oxlintrc.json'), join(checkout, '.oxlintrc.json'));
    const output = await outputOf('oxlint', ['--type-aware', '--format=json'], checkout);
    found = (JSON.parse(output) as { diagnostics: Diagnostic[] }).diagnostics;
  });
  afterAll(() => rmSync(checkout, { recursive: true }));

  const isViolation = (name: string): boolean => name !== 'allowed' && name !== 'weigh';
  const inServices = readdirSync(join(planted, 'apps/returns/src/lint')).map(nameOf).filter(isViolation);

  it.each([...inServices, 'parameter-properties'])('%s', (rule) => {
    const codes = found.filter(({ filename }) => nameOf(filename) === rule).map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !code.includes(`(${rule})`))).toEqual([]);
  });

  it('and lets pass what is allowed', () => {
    expect(found.filter(({ filename }) => nameOf(filename) === 'allowed')).toEqual([]);
  });
});
