import {
  routes,
  type AnswerOf,
  type InputOf,
  type Principal,
  type Problem,
  type RouteName,
} from '@kefu/contracts';

/** What a door of the stand-in does with a parsed call. */
export type Doors = {
  [Name in RouteName]?: (input: InputOf<Name>, who: Principal) => AnswerOf<Name> | Promise<AnswerOf<Name>>;
};

export class StandInProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

export const problemBody = (status: number, code: string, detail?: string): Problem => ({
  type: `https://kefu.dev/problems/${code}`,
  title: code,
  status,
  code,
  ...(detail && { detail }),
});

const pattern = (path: string) => new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);

const table = Object.entries(routes).map(([name, route]) => ({
  name: name as RouteName, // the table's own keys
  route,
  path: pattern(route.path),
}));

/** Which door a call is for, and its params; static paths win over those with params. */
export const doorOf = (method: string, pathname: string) => {
  const found = table
    .filter(({ route, path }) => route.method === method && path.test(pathname))
    .sort((a, b) => Number(a.route.path.includes(':')) - Number(b.route.path.includes(':')))[0];
  if (!found) return undefined;
  const groups = found.path.exec(pathname)?.groups ?? {};
  const params = Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
  return { ...found, params };
};
