const app = '^apps/([^/]+)/';
const pages = '^apps/(web|widget)/'; // JSX needs another parser: infra/walls/pages.cjs
const tests = '[.]test[.]tsx?$|^(apps|packages)/[^/]+/test/';

/** The walls between our parts. Each has a planted violation in infra/walls/planted, and a test that sees it fall. */
module.exports = {
  forbidden: [
    {
      name: 'apps-do-not-import-each-other',
      comment: 'What a service needs of another it keeps itself, from that one’s events.',
      severity: 'error',
      from: { path: app },
      to: { path: app, pathNot: '^apps/$1/' },
    },
    {
      name: 'packages-do-not-import-apps',
      comment: 'Imports go one way: apps → packages.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|infra)/' },
    },
    {
      name: 'apps-do-not-import-infra',
      comment: 'A service does not know what runs it.',
      severity: 'error',
      from: { path: app, pathNot: tests },
      to: { path: '^infra/' },
    },
    {
      name: 'contracts-import-nothing-of-ours',
      comment: 'The contract is what all others lean on.',
      severity: 'error',
      from: { path: '^packages/contracts/', pathNot: tests },
      to: { path: '^(apps|packages|infra)/', pathNot: '^packages/contracts/' },
    },
    {
      name: 'only-tests-import-testing',
      comment: 'What helps tests is not shipped.',
      severity: 'error',
      from: {
        path: '^(apps|packages)/[^/]+/(src|migrations)/',
        pathNot: `${tests}|^packages/(testing|servers|bench)/|^packages/service/src/testing/`,
      },
      to: { path: '^packages/(testing|servers)/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'A decision knows the contracts and other decisions of its service: no clock, no I/O, no framework.',
      severity: 'error',
      from: { path: `${app}.*/domain/`, pathNot: tests },
      to: { pathNot: ['^apps/$1/.*/domain/', '^packages/contracts/'] },
    },
    {
      name: 'domain-tests-stay-pure',
      comment: 'They need Jest, fast-check and given/when/then, and nothing that runs.',
      severity: 'error',
      from: { path: `${app}.*/domain/.*[.]test[.]ts$` },
      to: {
        pathNot: [
          '^apps/$1/(.*/domain|test)/',
          '^packages/(contracts|testing)/',
          '^node_modules/(@jest/globals|fast-check)/',
        ],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that the checker cannot find would slip through every wall.',
      severity: 'error',
      from: { pathNot: 'vite[.]config' },
      to: { couldNotResolve: true, pathNot: '^virtual:|[?](url|raw|inline)$|[.](css|svg|png)$' },
    },
  ],
  options: {
    parser: 'swc', // TypeScript 7 has no API that dependency-cruiser could use
    doNotFollow: { path: ['node_modules', pages] },
    exclude: { path: '^(apps|packages)/[^/]+/(dist|generated)/|^infra/walls/planted/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['kefu-source', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
