type Person = { signInName: string; roles: readonly string[] };

/** Who signs in as what, for whoever meets the sample merchant first: a line a role, each person's first one. */
export const signInLines = (people: readonly Person[], password: string): string[] => {
  const byRole = Map.groupBy(people, ({ roles: [first = 'no role'] }) => first);
  const width = Math.max(...[...byRole.keys()].map((role) => role.length));
  const lines = [...byRole].map(
    ([role, those]) =>
      `${role.replaceAll('-', ' ').padEnd(width)}  ${those.map(({ signInName }) => signInName).join(', ')}`,
  );
  return [`Sign in    with password ${password}, as`, ...lines.map((line) => `             ${line}`)];
};
