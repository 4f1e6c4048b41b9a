import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PLAYGROUND_SOURCES } from '../../web/build/page-sources.ts';
import { STAMP_FILE, stampOf } from '../../web/build/source-stamp.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DIST = path.join(ROOT, 'web/playground/dist');

function read(file: string): string {
  return readFileSync(path.join(DIST, file), 'utf8');
}

test('the built playground is in step with its sources', () => {
  // Both sides hold the advice, so that a failure shows it.
  const advice = 'when these differ, run `npm run build:playground` and commit web/playground/dist\n';
  expect(advice + read(STAMP_FILE)).toBe(advice + stampOf(ROOT, PLAYGROUND_SOURCES));
});

test('the page loads its own files only and runs no inline script', () => {
  const page = read('index.html');
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map((found) => found[1]);
  expect(addresses.length).toBeGreaterThan(2);
  expect(addresses.filter((address) => address?.startsWith('./') !== true)).toEqual([]);
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
});

test('every question is a tab, word for word', () => {
  const scripts = readdirSync(path.join(DIST, 'assets')).filter((file) => file.endsWith('.js'));
  const code = scripts.map((file) => read(`assets/${file}`)).join('\n');
  const questions = readdirSync(path.join(ROOT, 'questions')).filter((file) => file.endsWith('.graphql'));
  expect(questions.length).toBeGreaterThan(0);
  for (const question of questions) {
    const comment = readFileSync(path.join(ROOT, 'questions', question), 'utf8').split('\n')[0] ?? '';
    expect(comment).toMatch(/^# /);
    // A bundle is too long to be shown when it lacks a question.
    const isTab = code.includes(comment.replaceAll('`', '\\`'));
    expect({ comment, isTab }).toEqual({ comment, isTab: true });
  }
});

test('the notices name the packages of the editor with their licences', () => {
  const notices = read('THIRD-PARTY-LICENSES.txt');
  for (const name of ['graphiql', 'monaco-editor', 'monaco-graphql', 'graphql', 'react', 'react-dom']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\S* \\(MIT\\)$`, 'm'));
  }
  expect(notices).not.toContain('licence not stated');
});
