import { defineConfig } from 'vitest/config';

/** These share one database, which each fills with small graphs, so they run one after another. */
const NEO4J_TESTS = ['tests/neo4j/**/*.test.ts', 'tests/**/*neo4j.test.ts'];

/** These share another one, which holds the seed. */
const NEO4J_SEED_TESTS = ['tests/golden/*.neo4j.test.ts', 'tests/checks/*.neo4j.test.ts'];

/** These drive a real browser through every view: `npm run test:browser`. */
const BROWSER_TESTS = ['tests/web/explorer.test.ts', 'tests/web/playground.test.ts'];

/** This counts the work of the code from its first run, so its process must have run none of it before. */
const COUNTED_TESTS = ['tests/golden/questions.test.ts'];

/** These kill and starve real processes for minutes: `npm run test:fault`. */
const FAULT_TESTS = ['tests/**/*.fault.test.ts'];

/** These need a machine that does nothing else: `npm run test:load`. */
const LOAD_TESTS = ['tests/**/*.load.test.ts'];

export default defineConfig({
  test: {
    // Vite would take graphql's ESM build where Apollo takes the CommonJS one, and graphql refuses a second copy of itself.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
    reporters: ['default', './tests/closing-line-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'product',
          include: ['tests/**/*.test.ts'],
          exclude: [...NEO4J_TESTS, ...BROWSER_TESTS, ...FAULT_TESTS, ...LOAD_TESTS, ...COUNTED_TESTS],
          maxWorkers: 2,
          // A hundred files load the product; loading it for each took as long as half of the tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'counted', include: COUNTED_TESTS, maxWorkers: 1, sequence: { groupOrder: 6 } } },
      {
        extends: true,
        test: { name: 'browser', include: BROWSER_TESTS, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      {
        extends: true,
        test: {
          name: 'fault',
          include: FAULT_TESTS,
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 600_000,
          // A server of their own is started in them, and loaded.
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'load',
          include: LOAD_TESTS,
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 600_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: 'neo4j',
          include: NEO4J_TESTS,
          exclude: [...NEO4J_SEED_TESTS, ...FAULT_TESTS, ...LOAD_TESTS],
          globalSetup: ['tests/neo4j/global-setup.ts'],
          maxWorkers: 1,
          fileParallelism: false,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'neo4j-seed',
          include: NEO4J_SEED_TESTS,
          globalSetup: ['tests/neo4j/global-setup.ts'],
          maxWorkers: 1,
          fileParallelism: false,
          isolate: false,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
