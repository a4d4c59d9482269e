import { describe, expect, it } from '@jest/globals';
import { Refused, type Decider } from '@kefu/contracts';
import { deciderTest } from './given.ts';

type Lamp = { type: 'SwitchedOn' | 'SwitchedOff'; data: { room: string } };
const on: Lamp = { type: 'SwitchedOn', data: { room: 'hall' } };
const lamp: Decider<'on' | 'smash', boolean, Lamp> = {
  initial: false,
  evolve: (_isOn, event) => event.type === 'SwitchedOn',
  decide: (command, isOn) => {
    if (command === 'smash') throw new Refused('not-your-lamp');
    return isOn ? [] : [on];
  },
};
const { given } = deciderTest(lamp);

describe('given, when, then', () => {
  it('accepts the right events, silence and refusal', () => {
    given().when('on').then(on);
    given(on).when('on').thenNothing();
    given(on).when('smash').thenRefused('not-your-lamp');
  });

  it('shows what was decided instead', () => {
    expect(() => given().when('on').thenNothing()).toThrow('SwitchedOn');
    expect(() => given(on).when('on').then(on)).toThrow('but decided []');
    expect(() => given().when('on').thenRefused('dark')).toThrow('expected a refusal (dark)');
    expect(() => given().when('smash').thenRefused('dark')).toThrow('it was not-your-lamp');
    expect(() => given().when('smash').then(on)).toThrow('it was refused: not-your-lamp');
  });

  it('lets a fault through', () => {
    const broken = deciderTest({ ...lamp, decide: () => JSON.parse('') as Lamp[] });
    expect(() => broken.given().when('on')).toThrow(SyntaxError);
  });
});
