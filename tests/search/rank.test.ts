import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueryPlan } from '../../src/search/query-plan.ts';
import { rankDocuments, rankRetrieved } from '../../src/search/rank.ts';
import { matchedGroups } from '../property/naive-search.ts';
import { runs } from '../property/replay.ts';
import { buildCorpus, type DocumentSketch } from './corpus.ts';

describe('the order of search', () => {
  it('begins with the title or label that is the query', () => {
    const { order } = buildCorpus({
      longer: { fields: { title: ['Feature stores in production, a feature store survey'] }, popularity: 9 },
      exact: { fields: { title: ['Feature store'] } },
      label: { kind: 'TOPIC', fields: { name: ['Stores'], altLabels: ['Feature store'] } },
    });
    expect(order('feature STORE')).toEqual(['exact', 'label', 'longer']);
  });

  it('puts letters before terms: C++ is not C', () => {
    const { order } = buildCorpus({ a: { fields: { title: ['C'] } }, b: { fields: { title: ['C++'] } } });
    expect(order('c++')).toEqual(['b', 'a']);
    expect(order('c')).toEqual(['a', 'b']);
  });

  it('puts words side by side before words apart, and words in one text before words in two', () => {
    const { order } = buildCorpus({
      apart: { fields: { title: ['Drift and what a concept of it may be'] } },
      beside: { fields: { title: ['What a concept drift of it may be'] } },
      split: { fields: { title: ['What a concept of it may well be'], authors: ['Anna Drift'] } },
    });
    expect(order('concept drift')).toEqual(['beside', 'apart', 'split']);
  });

  it('prefers titles to topics, topics to definitions', () => {
    const { order } = buildCorpus({
      c: { kind: 'TOPIC', fields: { name: ['Other'], definition: ['What fairness is about'] } },
      b: { fields: { title: ['Another'], topics: ['Fairness in systems'] } },
      a: { fields: { title: ['On fairness here'] } },
    });
    expect(order('fairness')).toEqual(['a', 'b', 'c']);
  });

  it('prefers what carries a topic of that label to what only mentions it', () => {
    const { order } = buildCorpus({
      tagged: { fields: { title: ['Pipelines'], topics: ['Continuous integration', 'CI for ML', '継続的統合'] } },
      mentions: { fields: { title: ['Pipelines'], topics: ['Many long words on CI as they stand for all of ML'] } },
    });
    expect(order('CI for ML')).toEqual(['tagged', 'mentions']);
    expect(order('継続的統合')).toEqual(['tagged']);
  });

  it('prefers the word to its forms, forms to beginnings', () => {
    const { order } = buildCorpus({
      form: { fields: { title: ['Monitoring models'] } },
      exact: { fields: { title: ['Monitor models'] } },
    });
    expect(order('monitor models')).toEqual(['exact', 'form']);
  });

  it('lets rare words count for more', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`m${index}`, { fields: { title: [`Learning ${index}`] } }]),
    );
    const { order } = buildCorpus({ ...many, rare: { fields: { title: ['Kubernetes here'] } } });
    expect(order('kubernetes learning')[0]).toBe('rare');
  });

  it('leaves documents without some of the words out where ten have all', () => {
    const whole = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`w${index}`, { fields: { title: [`Data drift ${index}`] } }]),
    );
    const some = { s: { fields: { title: ['Data'] } } };
    expect(buildCorpus({ ...whole, ...some }).order('data drift')).toHaveLength(10);
    const { w0, w1 } = whole;
    if (w0 === undefined || w1 === undefined) throw new Error('two of ten');
    expect(buildCorpus({ w0, w1, ...some }).order('data drift')).toEqual(['w0', 'w1', 's']);
  });

  it('breaks ties by use, then year, then id', () => {
    const title = { title: ['Same title'] };
    const { order } = buildCorpus({
      d: { fields: title },
      c: { fields: title },
      b: { fields: title, year: 2021 },
      a: { fields: title, popularity: 5 },
    });
    expect(order('same title')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('puts what is used most first among completions', () => {
    const { order } = buildCorpus({
      little: { kind: 'AUTHOR', fields: { name: ['Goofy Brown'] }, popularity: 1 },
      much: { kind: 'ORGANIZATION', fields: { name: ['Google'] }, popularity: 500 },
    });
    expect(order('goo', 'suggest')).toEqual(['much', 'little']);
  });

  it('ranks of more than a thousand completions those that are used more than the one in that place, or all', () => {
    const uses = fc.array(fc.oneof(fc.nat(3), fc.nat(5_000)), { minLength: 1_001, maxLength: 1_400, size: 'max' });
    const one = fc.array(fc.nat(1), { minLength: 1_001, maxLength: 1_400, size: 'max' });
    const property = fc.property(fc.oneof(uses, one), (popularities) => {
      const sketches = popularities.map((popularity, index) => [
        `a${index}`,
        { kind: 'AUTHOR' as const, fields: { name: [`Goo ${index}`] }, popularity },
      ]);
      const { documents, plan, vocabulary } = buildCorpus(Object.fromEntries(sketches));
      const least = popularities.toSorted((a, b) => b - a)[999] ?? 0;
      const leading = popularities.filter((popularity) => popularity > least);
      const hits = rankDocuments(plan('goo', 'suggest'), documents, vocabulary);
      const ranked = hits.map(({ document }) => document.popularity).toSorted((x, y) => x - y);
      expect(ranked).toEqual((leading.length > 0 ? leading : popularities).toSorted((x, y) => x - y));
    });
    fc.assert(property, runs(10));
  });

  it('gives the same scores whatever order the candidates come in, and rounds them', () => {
    const { documents, plan, vocabulary } = buildCorpus({
      a: { fields: { title: ['Data drift'] } },
      b: { fields: { title: ['Drift of data in time'] } },
      c: { fields: { title: ['Data'] } },
    });
    const forward = rankDocuments(plan('data drift'), documents, vocabulary);
    const backward = rankDocuments(plan('data drift'), documents.toReversed(), vocabulary);
    expect(backward).toEqual(forward);
    for (const { score } of forward) expect(Math.round(score * 10_000) / 10_000).toBe(score);
  });

  it('says where words stand, in the order of the fields', () => {
    const { documents, plan, vocabulary } = buildCorpus({
      a: { fields: { topics: ['Data validation'], title: ['Data'], authors: ['Ann Other'] } },
    });
    const [hit] = rankDocuments(plan('data validation'), documents, vocabulary);
    expect(hit?.matchedFields).toEqual(['title', 'topics']);
  });
});

describe('retrieving for a search', () => {
  const WORDS = 'drift detection of feature store データ 分析 monitoring serving cost edge lineage'.split(' ');
  /** Two texts, so that words of a query may stand apart; each sixty times, for few documents are ranked at once. */
  const sketch = fc.record({
    title: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 }),
    topics: fc.array(fc.constantFrom(...WORDS), { maxLength: 1 }),
    popularity: fc.nat({ max: 3 }),
  });
  const corpora = fc
    .array(sketch, { minLength: 60, maxLength: 60 })
    .map((sketches) =>
      buildCorpus(
        Object.fromEntries(
          Array.from({ length: 60 }, (_, copy) =>
            sketches.map(({ title, topics, popularity }, index): [string, DocumentSketch] => [
              `d${index}-${copy}`,
              { fields: { title: [`data ${title.join(' ')}`], topics }, popularity },
            ]),
          ).flat(),
        ),
      ),
    );
  const queries = fc.array(fc.constantFrom(...WORDS, 'data', 'sto', 'nowhere'), { minLength: 1, maxLength: 4 });

  it('finds with every word first what ranking everything finds', async () => {
    const retrievals = new Set<number>();
    await fc.assert(
      fc.asyncProperty(corpora, queries, async ({ documents, plan, vocabulary }, words) => {
        const asked = plan(words.join(' '));
        let count = 0;
        const retrieve = async (wanted: QueryPlan) => {
          count += 1;
          return documents.filter((document) => matchedGroups(wanted, document) >= wanted.minimumGroups);
        };
        const expected = rankDocuments(asked, await retrieve(asked), vocabulary);
        count = 0;
        expect(await rankRetrieved(asked, retrieve, vocabulary)).toEqual(expected);
        retrievals.add(asked.groups.length * 10 + count);
      }),
      { numRuns: 25, seed: 7 },
    );
    // Queries of four words were answered by one retrieval, and by two.
    expect([...retrievals]).toEqual(expect.arrayContaining([41, 42]));
  });
});
