import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { EXPLORER_SOURCES } from '../../web/build/page-sources.ts';
import { STAMP_FILE, stampOf } from '../../web/build/source-stamp.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DIST = path.join(ROOT, 'web/explorer/dist');
const MAX_PAGE_BYTES = 150_000;

function read(file: string): string {
  return readFileSync(path.join(DIST, file), 'utf8');
}

test('the built explorer is in step with its sources', () => {
  // Both sides hold the advice, so that a failure shows it.
  const advice = 'when these differ, run `npm run build:explorer` and commit web/explorer/dist\n';
  expect(advice + read(STAMP_FILE)).toBe(advice + stampOf(ROOT, EXPLORER_SOURCES));
});

test('the page loads its own files only and runs no inline script or style', () => {
  const page = read('index.html');
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map((found) => found[1]);
  expect(addresses.length).toBeGreaterThan(2);
  expect(addresses.filter((address) => address?.startsWith('/explore/') !== true)).toEqual([]);
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=/);
});

test('the whole page weighs less than 150 kB over the wire', () => {
  const files = ['index.html', ...readdirSync(path.join(DIST, 'assets')).map((file) => `assets/${file}`)];
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(DIST, file))).length, 0);
  expect(bytes).toBeLessThan(MAX_PAGE_BYTES);
});

test('the notices name the packages of the page with their licences', () => {
  const notices = read('THIRD-PARTY-LICENSES.txt');
  for (const name of ['preact', 'd3-force', 'd3-scale', 'd3-shape', 'd3-zoom', 'd3-selection']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\S* \\((?:MIT|ISC)\\)$`, 'm'));
  }
  expect(notices).not.toContain('licence not stated');
});
