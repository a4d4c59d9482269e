import { describe, expect, it } from '@jest/globals';

import { readSettings } from './settings.ts';

describe('the launcher’s settings', () => {
  it('need nothing', () => {
    expect(readSettings({}).KEFU_PORT_GATEWAY).toBe(18_800);
  });

  it('treat an empty variable as absent', () => {
    expect(readSettings({ KEFU_PORT_GATEWAY: '', KEFU_ROLE: '' }).KEFU_ROLE).toBe('each');
  });

  it('name every variable that cannot be used and what it holds', () => {
    const read = () => readSettings({ KEFU_PORT_CHAT: '99999', KEFU_ROLE: 'some' });
    expect(read).toThrow('KEFU_PORT_CHAT is "99999"');
    expect(read).toThrow('KEFU_ROLE is "some"');
  });

  it('never show a password', () => {
    expect(() => readSettings({ KEFU_POSTGRES_URL: 'mysql://root:geheim@x/y' })).toThrow(/^(?![^]*geheim)/);
  });

  it('refuse one port for two', () => {
    expect(() => readSettings({ KEFU_PORT_CHAT: '18800' })).toThrow('KEFU_PORT_GATEWAY and KEFU_PORT_CHAT');
  });
});
