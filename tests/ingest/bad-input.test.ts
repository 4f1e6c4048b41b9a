import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../src/ingest/input.ts';
import { readSeedFiles } from '../../src/ingest/manifest.ts';
import { IngestError } from '../../src/ingest/problem.ts';
import { linesOf } from '../../src/ingest/read-rows.ts';
import { builtGraph } from './built-graph.ts';
import { concept, inputOf } from './small-input.ts';

function refusal(input: Input): string {
  try {
    builtGraph(input);
  } catch (error) {
    if (error instanceof IngestError) return error.message;
    throw error;
  }
  return 'not refused';
}

function ownLines(...lines: string[]): Input {
  return { ...inputOf({}), files: [{ file: 'team.jsonl', source: 'own', lines }] };
}

const GOOD = JSON.stringify({ title: 'A good row', kind: 'article' });

describe('input that breaks the format', () => {
  it('is refused at the line that is no JSON', () => {
    expect(refusal(ownLines(GOOD, '', '{"title": "half'))).toContain(
      'team.jsonl:3: row: expected one JSON object on a line, got "{\\"title\\": \\"half"',
    );
  });

  it('is refused without a title', () => {
    expect(refusal(ownLines(GOOD, '{"kind":"paper"}'))).toMatch(/team\.jsonl:2: title: .*expected/);
  });

  it('is refused with a value of another type, cut to 80 characters', () => {
    const message = refusal(ownLines(JSON.stringify({ title: 'T', kind: 'paper', year: 'x'.repeat(500) })));
    expect(message).toMatch(/team\.jsonl:1: year: expected a year, a whole number, got "x{79}…/);
    expect(message).not.toContain('x'.repeat(81));
  });

  it('is refused with a kind or a field that does not exist, naming what does', () => {
    expect(refusal(ownLines('{"title":"T","kind":"novel"}'))).toMatch(/team\.jsonl:1: kind: expected one of paper, /);
    expect(refusal(ownLines('{"title":"T","kind":"book","yaer":2020}'))).toMatch(/team\.jsonl:1: row: .*yaer/);
  });

  it('is refused with an edition that has no venue or no year', () => {
    const row = { title: 'T', kind: 'paper', edition: 'KDD 2019' };
    for (const rest of [{ venue: 'KDD' }, { year: 2019 }]) {
      expect(refusal(ownLines(JSON.stringify({ ...row, ...rest })))).toContain(
        'team.jsonl:1: edition: expected a venue and a year beside the edition',
      );
    }
  });

  it('is refused with an ORCID iD whose check digit is wrong', () => {
    const row = { title: 'T', kind: 'paper', authors: [{ name: 'Ada Lovelace', orcid: '0000-0002-1825-0098' }] };
    expect(refusal(ownLines(JSON.stringify(row)))).toMatch(/team\.jsonl:1: authors/);
  });

  it('is refused with a title that is longer than an index takes once its ligatures are taken apart', () => {
    const titled = (title: string): string => refusal(ownLines(JSON.stringify({ title, kind: 'paper' })));
    expect(titled('\ufdfa'.repeat(1_000))).toContain('team.jsonl:1: title: expected fewer characters that stand for');
    expect(titled('\ufdfa'.repeat(400))).toBe('not refused');
  });

  it('is refused with a topic that the taxonomy does not have', () => {
    expect(refusal(ownLines('{"title":"T","kind":"book","topics":["mlopps"]}'))).toContain(
      'team.jsonl:1: topics: expected ids of topics in seed/topics.json, got mlopps',
    );
  });

  it('names every problem, fifty at most', () => {
    const message = refusal(ownLines(...Array.from({ length: 60 }, () => '{"kind":"book"}')));
    expect(message).toContain('60 problem(s)');
    expect(message).toContain('team.jsonl:50:');
    expect(message).not.toContain('team.jsonl:51:');
    expect(message).toContain('10 more');
  });

  it('is refused with one DOI for two titles, naming both places', () => {
    const message = refusal(
      inputOf({
        kdd: [{ title: 'Gradient boosting for ranking', kind: 'paper', doi: '10.1145/1.2' }],
        own: [{ title: 'Cooking pasta properly', kind: 'paper', doi: 'https://doi.org/10.1145/1.2' }],
      }),
    );
    expect(message).toContain('own.jsonl:1: doi: expected a DOI that no other title has');
    expect(message).toContain('kdd.jsonl:1');
    expect(message).toContain('correct the DOI or the title');
  });

  it('is refused with topics whose broader makes a circle, naming them', () => {
    const concepts = [
      concept('a', { broader: ['b'] }),
      concept('b', { broader: ['c'] }),
      concept('c', { broader: ['a'] }),
    ];
    expect(refusal(inputOf({}, concepts))).toMatch(/topics\.json: a: .*circle a > b > c > a/);
  });

  it('is refused with one label for two topics', () => {
    const concepts = [
      concept('drift', { prefLabel: { en: 'Drift', ja: 'ドリフト' } }),
      concept('shift', { altLabel: { en: ['DRIFT'], ja: [] } }),
    ];
    expect(refusal(inputOf({}, concepts))).toMatch(/topics\.json: shift: .*drift/);
  });
});

describe('input that is only spelt otherwise', () => {
  it('may have a byte order mark, Windows line ends and empty lines', () => {
    const { graph } = builtGraph({
      ...inputOf({}),
      files: [
        { file: 'f', source: 'own', lines: linesOf(`\ufeff${GOOD}\r\n\r\n${GOOD.replace('A good', 'Another')}\r\n`) },
      ],
    });
    expect(graph.resources).toHaveLength(2);
  });

  it('may be a row of three fields', () => {
    const { graph } = builtGraph(ownLines('{"title":"MLOps at home","kind":"post","url":"https://example.org/home"}'));
    expect(graph.resources[0]).toMatchObject({ type: 'ARTICLE', language: 'EN', year: null });
    expect(graph.tags.map(({ topicId, matched }) => [topicId, matched])).toEqual([['Topic:mlops', 'mlops']]);
  });
});

describe('the manifest of the seed', () => {
  it('refuses a file that changed, and says what to do', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'seed-'));
    await mkdir(join(dir, 'rows'));
    await writeFile(join(dir, 'rows', 'a.jsonl'), 'changed');
    await writeFile(
      join(dir, 'manifest.json'),
      JSON.stringify({ files: { 'rows/a.jsonl': '0'.repeat(64), 'rows/b.jsonl': '1'.repeat(64) } }),
    );
    const refused = await readSeedFiles(dir).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(IngestError);
    expect(String(refused)).toMatch(/rows\/a\.jsonl: checksum: .*npm run import-facts -- --accept/);
    expect(String(refused)).toContain('rows/b.jsonl: file: expected the file the manifest names, got none');
  });
});
