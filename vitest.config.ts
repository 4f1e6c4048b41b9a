import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// The Neo4j tests bring their own server up and down around the whole run.
const globalSetup = ['tests/neo4j/global-setup.ts'].filter((file) => existsSync(file));

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup,
    // Vite would take graphql's ESM build where Apollo takes the CommonJS one, and graphql refuses a second copy of itself.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
    reporters: ['default', './tests/closing-line-reporter.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
