import { describe, expect, it } from '@jest/globals';
import { samplePeople } from '@kefu/testing/sample';

import { signInLines } from './sign-in-lines.ts';

describe('the sign-in names', () => {
  it('stand beside what each may do', () => {
    const people = [
      { signInName: 'lin', roles: ['after-sales-agent'] },
      { signInName: 'chen', roles: ['after-sales-agent'] },
      { signInName: 'fang', roles: ['team-lead', 'after-sales-agent'] },
    ];
    expect(signInLines(people, 'secret')).toEqual([
      'Sign in    with password secret, as',
      '             after sales agent  lin, chen',
      '             team lead          fang',
    ]);
  });

  it('leave nobody of the sample out', () => {
    const said = signInLines(samplePeople, 'secret').join('\n');
    expect(samplePeople.filter(({ signInName }) => !new RegExp(`\\b${signInName}\\b`).test(said))).toEqual(
      [],
    );
  });
});
