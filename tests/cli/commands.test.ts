import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/config/package-root.ts';
import { findQuestion, listQuestions } from '../../src/cli/questions.ts';
import { warmUp } from '../../src/cli/warm-up.ts';
import { run } from '../http/product.ts';

describe('the questions of the product', () => {
  it('are found by number and name, each with what it asks', () => {
    const questions = listQuestions();
    expect(questions.map(({ number }) => number)).toEqual(expect.arrayContaining(['01', '05', '06', '07', '08']));
    expect(findQuestion('1', questions)).toEqual(findQuestion('01', questions));
    expect(findQuestion('papers-by-venue-touching-mlops-testing', questions)?.number).toBe('01');
    expect(findQuestion('99', questions)).toBeNull();
    for (const { title, document } of questions) {
      expect(title).toMatch(/\w{3}/);
      expect(document).toContain('{');
    }
  });
});

describe.each(['main.js', 'cli/query.js', 'cli/seed.js', 'neo4j-server/main.js'])('%s', (file) => {
  it('explains itself', async () => {
    const { code, stdout, stderr } = await run(file, ['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('npm ');
  });

  it('refuses a flag it does not know, in one sentence', async () => {
    const { code, stdout, stderr } = await run(file, ['--nonsense']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/--nonsense/);
    expect(stderr).not.toMatch(/ {4}at |node:internal/);
  });
});

describe('an export', () => {
  it('ends quietly where its reader has enough', async () => {
    const seed = spawn(process.execPath, [path.join(PACKAGE_ROOT, 'dist/cli/seed.js'), '--export', '-'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const errors: string[] = [];
    seed.stderr.on('data', (piece: Buffer) => errors.push(piece.toString()));
    seed.stdout.once('data', () => seed.stdout.destroy());
    const [code] = (await once(seed, 'close')) as [number];
    expect([code, errors]).toEqual([0, []]);
  });
});

describe('a wrong call of query', () => {
  it.each([
    [['no-such-question'], 'no question'],
    [['01', '02'], 'Unexpected word'],
    [['01', '--var', 'x'], 'name=value'],
    [['01', '--width', '3'], '--width'],
    [['01', '--url', 'http://127.0.0.1:9'], 'No server answers'],
  ])('%j says what to do', async (args, words) => {
    const { code, stderr } = await run('cli/query.js', args);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/ {4}at /);
  });
});

describe('a Neo4j that does not answer', () => {
  // Port 9 is taken by nothing; asking it is refused at once.
  const settings = { NEO4J_URI: 'bolt://127.0.0.1:9', NEO4J_PASSWORD: 'long-enough' };

  it.each([
    ['cli/query.js', ['01']],
    ['cli/seed.js', []],
  ])('is told by %s with what to do', async (file, args) => {
    const { code, stderr } = await run(file, args, settings);
    expect(code).toBe(1);
    expect(stderr).toBe('Neo4j does not answer. Check that it runs and that NEO4J_URI names it.\n');
  });
});

describe('the questions asked before a person does', () => {
  it('go on after a failure, and end when the server does', async () => {
    const asked: string[] = [];
    const ask = async (document: string): Promise<never> => {
      asked.push(document);
      throw new Error('no answer');
    };
    await warmUp(ask, () => asked.length === 2);
    const lastFirst = listQuestions().toReversed();
    expect(asked).toEqual(lastFirst.slice(0, 2).map(({ document }) => document));
  });
});
