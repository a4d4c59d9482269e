const walls = require('../../.dependency-cruiser.cjs');

/** The same walls and those of the pages themselves; swc's parser in dependency-cruiser does not take JSX. */
module.exports = {
  forbidden: [
    ...walls.forbidden,
    {
      name: 'web-features-do-not-import-each-other',
      comment: 'app → features → shared; pages compose features.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/(app|features)/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-shared-knows-no-feature',
      severity: 'error',
      from: { path: '^apps/web/src/shared/' },
      to: { path: '^apps/web/src/(app|features)/' },
    },
  ],
  options: { ...walls.options, parser: 'acorn', doNotFollow: { path: 'node_modules' } },
};
