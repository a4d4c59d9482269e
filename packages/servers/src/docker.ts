import { run } from './tool.ts';
import { plainEnvironment } from './server.ts';

/** One question a process: engines do not come and go while kefu starts. */
let answer: Promise<boolean> | undefined;

export const dockerAnswers = (): Promise<boolean> =>
  (answer ??= run('timeout', ['3', 'docker', 'version', '--format', '{{.Server.Version}}']).then(
    () => true,
    () => false,
  ));

type Container = {
  name: string;
  image: string;
  /** [on this machine, in the container] */
  ports: [number, number][];
  volume?: [name: string, path: string];
  env?: Record<string, string>;
  args?: string[];
};

/**
 * A container as a foreground program: `docker run` hands signals on and ends with its container, so that the
 * supervisor treats it as any other process.
 */
export const containerProgram = ({ name, image, ports, volume, env = {}, args = [] }: Container) => ({
  command: 'docker',
  args: [
    'run',
    '--rm',
    `--name=${name}`,
    ...ports.flatMap(([outside, inside]) => ['--publish', `127.0.0.1:${outside}:${inside}`]),
    ...(volume === undefined ? [] : ['--volume', `${volume[0]}:${volume[1]}`]),
    ...Object.keys(env).flatMap((key) => ['--env', key]), // values travel in the environment: `ps` shows arguments
    image,
    ...args,
  ],
  env: { ...plainEnvironment(), ...dockerSettings(), ...env },
  clearLeftovers: async () => {
    await run('docker', ['rm', '--force', name]).catch(() => undefined); // none is the usual case
  },
});

const dockerSettings = (): Record<string, string> =>
  Object.fromEntries(
    ['HOME', 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'XDG_RUNTIME_DIR'].flatMap((key) => {
      const value = process.env[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );

export const removeVolume = async (name: string): Promise<void> => {
  await run('docker', ['volume', 'rm', '--force', name]).catch(() => undefined);
};
