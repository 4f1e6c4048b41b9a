import { describe, expect, it } from 'vitest';
import type { Alternative, QueryPlan } from '../../src/search/query-plan.ts';
import { escapeTerm, indexQueries, indexTerm } from '../../src/store/neo4j/lucene.ts';

const frequency = (term: string): number => (term.startsWith('rare') ? 1 : 100);

function alternative(...terms: string[]): Alternative {
  return { terms, quality: 'exact', distance: 0 };
}
/** Each group as its alternatives, each of these as terms with spaces between. */
function plan(minimumGroups: number, ...groups: readonly (readonly string[])[]): QueryPlan {
  return {
    mode: 'search',
    text: '',
    minimumGroups,
    groups: groups.map((alternatives) => ({
      word: '',
      alternatives: alternatives.map((text) => alternative(...text.split(' '))),
    })),
  };
}

describe('queries of the full-text index', () => {
  it('are one where every group must match, and one where any may', () => {
    expect(indexQueries(plan(2, ['test', 'tests'], ['data']), frequency)).toEqual({
      queries: ['+(test tests) +(data)'],
      minimum: 1,
    });
    expect(indexQueries(plan(1, ['test'], ['data']), frequency)).toEqual({ queries: ['((test) (data))'], minimum: 1 });
  });

  it('ask for all terms of an alternative', () => {
    expect(indexQueries(plan(1, ['機械 械学 学習', 'ml']), frequency)?.queries).toEqual(['+((+機械 +械学 +学習) ml)']);
  });

  it('are one for each group where some must match, each with one of the rarest that cannot all be missing', () => {
    expect(indexQueries(plan(2, ['data'], ['rare1'], ['rare2']), frequency)).toEqual({
      queries: ['+(data) +((rare1) (rare2))', '(rare1)', '(rare2)'],
      minimum: 2,
    });
  });

  it('are none where too few groups can match', () => {
    expect(indexQueries(plan(1), frequency)).toBeNull();
    expect(indexQueries(plan(0), frequency)).toBeNull();
    expect(indexQueries(plan(2, ['data'], []), frequency)).toBeNull();
    expect(indexQueries(plan(1, ['']), frequency)).toBeNull();
  });

  it('leave out the groups that cannot match, where enough others can', () => {
    expect(indexQueries(plan(1, ['data'], []), frequency)?.queries).toEqual(['+(data)']);
  });

  it('hold no operator, wildcard, field, range, regular expression or quotation, whatever the terms are', () => {
    expect(['AND', 'OR', 'NOT'].map(escapeTerm)).toEqual(['\\AND', '\\OR', '\\NOT']);
    expect(escapeTerm('+-!(){}[]^"~*?:\\/&|')).toBe('\\+\\-\\!\\(\\)\\{\\}\\[\\]\\^\\"\\~\\*\\?\\:\\\\\\/\\&\\|');
  });

  it('stay below the clauses Lucene takes, the best alternatives first', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => 't'.concat(String(index)));
    const [one] = indexQueries(plan(1, many), frequency)?.queries ?? [];
    expect(one?.split(' ')).toHaveLength(1_000);
    expect(one).toContain('(t0 ');
    const groups = indexQueries(plan(2_000, ...many.map((term) => [term])), frequency);
    expect(groups?.queries).toHaveLength(2_000);
  });

  it('name a very long term as the index holds it', () => {
    const [long, other] = ['x'.repeat(300), 'x'.repeat(301)];
    expect(indexTerm(long).length).toBeLessThan(255);
    expect(indexTerm(long)).not.toBe(indexTerm(other));
    expect(indexQueries(plan(1, [long]), frequency)?.queries).toEqual(['+('.concat(indexTerm(long), ')')]);
  });
});
