import { defineConfig } from 'vite';
import { bundleRecords } from '../build/bundle-records.ts';
import { EXPLORER_SOURCES } from '../build/page-sources.ts';

const { notePackages, addRecords } = bundleRecords('explorer', EXPLORER_SOURCES);

export default defineConfig({
  // Views have addresses of several steps, so files are named from the root.
  base: '/explore/',
  plugins: [notePackages(), addRecords()],
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  server: { proxy: { '/graphql': 'http://127.0.0.1:4000' } },
});
