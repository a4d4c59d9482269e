import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { dockerAnswers } from './docker.ts';
import { containedMaven, localMaven, MAVEN_IMAGE, provideJars, provideJava, type Artefact } from './java.ts';
import type { Cache } from './pypi.ts';

const JAR: Artefact = 'io.temporal:temporal-test-server:1.38.0';
const MAIN = 'io.temporal.testserver.TestServer';
const NAME = 'temporal-test-server-1.38.0';

/**
 * An executable for `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`:
 * Temporal with a clock that jumps over waiting time.
 */
export const provideTemporalTestServer = async (cache: Cache): Promise<string> => {
  const path = join(cache.into, 'temporal-test-server.sh');
  const command = (await dockerAnswers()) ? await inContainer(cache) : await native(cache);
  mkdirSync(cache.into, { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${command}\n`);
  chmodSync(path, 0o755);
  return path;
};

const native = async (cache: Cache): Promise<string> => {
  const java = await provideJava(cache);
  const jars = await provideJars(NAME, [JAR], localMaven(java), cache);
  return `exec "${java}" -XX:TieredStopAtLevel=1 -cp '${jars}/*' ${MAIN} "$@"`;
};

const inContainer = async (cache: Cache): Promise<string> => {
  const jars = await provideJars(NAME, [JAR], containedMaven, cache);
  return `exec docker run --rm -v '${jars}:/jars' -p "127.0.0.1:$1:$1" ${MAVEN_IMAGE} java -cp '/jars/*' ${MAIN} "$@"`;
};
