import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../src/config/settings.ts';
import { ERRORS } from '../src/domain/errors.ts';
import { MAX_IDENTIFIERS } from '../src/graphql/lookup.ts';
import { MAX_LIST_LENGTH } from '../src/graphql/parse-filter.ts';
import { MAX_COST, MAX_DEPTH, MAX_STORE_CALLS, MAX_TOKENS } from '../src/graphql/limits.ts';
import { SERVER_BOUNDS } from '../src/neo4j-server/conf.ts';

const ROOT = join(import.meta.dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const ARCHITECTURE = readFileSync(join(ROOT, 'docs', 'ARCHITECTURE.md'), 'utf8');
const SECURITY = readFileSync(join(ROOT, 'docs', 'SECURITY.md'), 'utf8');
const SCRIPTS = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> })
  .scripts;
const QUESTIONS = readdirSync(join(ROOT, 'questions')).map((file) => file.slice(0, 2));

/** Cells of the one table below a heading, without the head; code marks go. */
function tableUnder(heading: string, text = README): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('README', () => {
  it('lists every setting, and only those, with default, unit and meaning', () => {
    const rows = Object.values(SETTINGS).map(({ name, default: fallback, unit, meaning }) => [
      name,
      fallback === null || fallback === '' ? '–' : fallback,
      unit,
      meaning,
    ]);
    expect(tableUnder('Settings')).toEqual(rows);
  });

  it('lists every error code, and only those, with its status and meaning', () => {
    const rows = Object.entries(ERRORS).map(([code, { httpStatus, meaning }]) => [code, String(httpStatus), meaning]);
    expect(tableUnder('Errors')).toEqual(rows);
  });

  it('states the limits that are enforced', () => {
    const limits = new Map(tableUnder('Limits').map(([name, value]) => [name, value]));
    const inWords = (count: number): string => count.toLocaleString('en-GB');
    expect(limits.get('depth')).toBe(inWords(MAX_DEPTH));
    expect(limits.get('planned store calls')).toBe(inWords(MAX_STORE_CALLS));
    expect(limits.get('cost')).toBe(`${inWords(MAX_COST)} nodes`);
    expect(limits.get('tokens of a document')).toBe(inWords(MAX_TOKENS));
    expect(limits.get('list argument')).toMatch(`${MAX_LIST_LENGTH} items, lookup ${MAX_IDENTIFIERS}`);
  });

  it('names the bounds to set on a Neo4j of your own', () => {
    for (const [name, value] of Object.entries(SERVER_BOUNDS)) expect(README).toContain(`\`${name}=${value}\``);
  });

  it('names only commands that exist', () => {
    const named = [...`${README}${ARCHITECTURE}`.matchAll(/npm (?:run )?([a-z][a-z0-9:-]*)/g)].map(([, name]) => name);
    const unknown = named.filter((name) => name !== undefined && name !== 'ci' && SCRIPTS[name] === undefined);
    expect(named.length).toBeGreaterThan(10);
    expect(unknown).toEqual([]);
  });

  it('names only questions that exist', () => {
    const asked = [...README.matchAll(/npm run query -- (\d\d)/g)].map(([, number]) => number);
    expect(asked.length).toBeGreaterThan(4);
    for (const number of asked) expect(QUESTIONS).toContain(number);
  });

  it('lays out folders and files that exist', () => {
    const places = tableUnder('Layout').map(([place]) => place ?? '');
    expect(places.length).toBeGreaterThan(8);
    expect(places.filter((place) => !existsSync(join(ROOT, place)))).toEqual([]);
  });
});

/** Paths of the project that a text names. */
function placesIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|tests|docs)\/[\w./-]+)`/g)].map(([, place]) => place ?? '');
}

describe.each([
  ['ARCHITECTURE', ARCHITECTURE],
  ['SECURITY', SECURITY],
])('%s', (_name, text) => {
  it('names only files and folders that exist', () => {
    const places = placesIn(text);
    expect(places.length).toBeGreaterThan(8);
    expect(places.filter((place) => !existsSync(join(ROOT, place)))).toEqual([]);
  });
});

describe('SECURITY', () => {
  it('says of each of the forty checks how far it is held, and by which test', () => {
    const checks = tableUnder('Checks', SECURITY);
    expect(checks.map(([number]) => Number(number))).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    const untested = checks.filter(([, , state, where = '']) => state !== 'not yet' && !/src\/|tests\//.test(where));
    expect(untested).toEqual([]);
    const unknown = checks.filter(([, , state = '']) => !['held', 'in part', 'not yet'].includes(state));
    expect(unknown).toEqual([]);
  });
});
