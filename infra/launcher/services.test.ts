import { describe, expect, it } from '@jest/globals';

import { ourPorts } from './services.ts';
import { readSettings } from './settings.ts';

describe('the ports of our own programs', () => {
  it('are all known before anything starts', () => {
    const ofServers = /POSTGRES|KAFKA|TEMPORAL/;
    const settings = Object.keys(readSettings({})).filter(
      (name) => name.startsWith('KEFU_PORT_') && !ofServers.test(name),
    );
    const known = ourPorts(readSettings({})).flatMap(({ ports }) => ports.map(({ setting }) => setting));
    expect(known.toSorted()).toEqual(settings.toSorted());
  });
});
