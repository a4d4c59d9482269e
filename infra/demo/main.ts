// `npm run demo`: the story of missing items through the public API, against the running platform or one of its own.
import { setTimeout as wait } from 'node:timers/promises';
import { readSettings } from '../launcher/settings.ts';
import { gather } from './cast.ts';
import { interruption } from './interruption.ts';
import { narrate } from './narration.ts';
import { providePlatform } from './platform.ts';
import { playStories } from './stories.ts';

const settings = readSettings(process.env);
const interrupted = interruption();
const providing = providePlatform();
const narration = narrate();
try {
  await providing;
  await playStories(gather(settings), narration, interrupted);
} catch (error) {
  console.error(
    `\nThe demo did not come to its end: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
} finally {
  await providing.then(
    (platform) => platform.release(),
    () => undefined, // it was never there
  );
}
if (process.exitCode) process.exit();
const missing = narration.missing();
console.log(
  missing === 0
    ? `\nThe story is complete: ${narration.facts()} facts found where they should be.`
    : `\n${missing} of ${narration.facts()} facts are missing.`,
);
await wait(0); // lets the last line out
process.exit(missing === 0 ? 0 : 1);
