const typescript = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    target: 'es2024',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  roots: ['<rootDir>/packages', '<rootDir>/apps', '<rootDir>/infra', '<rootDir>/docs'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/walls/planted/'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', typescript] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testEnvironmentOptions: { customExportConditions: ['kefu-source', 'node'] },
  ...more,
});

export default {
  // Jest takes it here only, not per project; a journey may last that long.
  testTimeout: 180_000,
  projects: [
    project('unit', ['**/*.test.ts', '!**/*.int.test.ts', '!**/*.e2e.test.ts']),
    project('int', ['**/*.int.test.ts'], {
      globalSetup: '<rootDir>/packages/testing/src/servers/global-setup.ts',
    }),
    project('e2e', ['**/*.e2e.test.ts'], {
      globalSetup: '<rootDir>/infra/launcher/test/platform-setup.ts',
    }),
  ],
};
