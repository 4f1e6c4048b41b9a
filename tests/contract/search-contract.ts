/** What every store must find in the small graph, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { EVERYTHING, type ResourceFilter } from '../../src/domain/filter.ts';
import { NODE_KINDS, type NodeKind } from '../../src/domain/ids.ts';
import type { ResourceOrder } from '../../src/domain/order.ts';
import type { PageRequest, Position } from '../../src/domain/page.ts';
import { planQuery } from '../../src/search/plan.ts';
import type { PlanMode } from '../../src/search/query-plan.ts';
import { rankDocuments } from '../../src/search/rank.ts';
import {
  WHOLE_GRAPH,
  type GraphStore,
  type ResourceItem,
  type ReadOptions,
  type Scope,
} from '../../src/store/graph-store.ts';
import { openedStore } from './opened-store.ts';

const EVERYWHERE: Scope = { relation: 'Query.resources' };
const BEST_FIRST: ResourceOrder = [{ field: 'RELEVANCE', direction: 'DESC' }];

function options(): ReadOptions {
  return { signal: new AbortController().signal, deadlineMs: 10_000, coordinate: 'Query.search', requestId: 'test' };
}

const text = (query: string): ResourceFilter => ({ op: 'text', query });

/** First letters of the slugs of the resources, in order. */
async function letters(
  store: GraphStore,
  filter: ResourceFilter,
  order: ResourceOrder = [],
  scope: Scope = EVERYWHERE,
) {
  const page = { size: 100, from: 'start', after: null, before: null } as const;
  const found = await store.page({ scope, filter, order, page }, options());
  return [...found.values()].map(({ items }) => items.map(({ node }) => node.slug[0]).join('')).join(' ');
}

async function candidateIds(
  store: GraphStore,
  query: string,
  mode: PlanMode = 'search',
  kinds: readonly NodeKind[] = NODE_KINDS,
) {
  const vocabulary = await store.vocabulary(options());
  const plan = planQuery(query, vocabulary, mode);
  const found = await store.candidates({ plan, kinds }, options());
  return rankDocuments(plan, found, vocabulary).map(({ document }) => document.id as string);
}

function conditions(opened: () => GraphStore): void {
  it.each<[string, string, string]>([
    ['a word of the title', 'rubric', 'j'],
    ['every word, wherever each stands', 'Ann fair', 'c'],
    ['every label of the topics', 'MLOps testing', 'aejln'],
    ['another form of a word', 'tests', 'aejln'],
    ['a Japanese label of a topic', 'データ検証', 'blr'],
    ['Japanese without spaces', 'システムテスト', 'l'],
    ['the title in the other language', 'テストスコア', 'n'],
    ['names in both scripts', '佐藤', 'eln'],
    ['accents and case folded away', 'ECLAIR ahrlich', ''],
    ['accents folded away', 'ECLAIR', 'k'],
    ['nothing for a word that is nowhere', 'rubric zzzzzz', ''],
    ['nothing for punctuation', '?!*', ''],
    ['signs as text', 'title:rubric AND "rubric" [* TO *] rubric~ rubric^9 \\', ''],
    ['a sign beside a word as nothing', '"rubric*"', 'j'],
  ])('finds by %s', async (_, query, expected) => {
    expect(await letters(opened(), text(query))).toBe(expected);
  });

  it('takes a text as one condition among others', async () => {
    const article: ResourceFilter = { op: 'value', field: 'type', test: { is: 'eq', value: 'ARTICLE' } };
    expect(await letters(opened(), { op: 'and', of: [text('testing'), article] })).toBe('ln');
    expect(await letters(opened(), { op: 'and', of: [{ op: 'not', of: text('testing') }, article] })).toBe('ghi');
    expect(await letters(opened(), { op: 'or', of: [text('rubric'), text('trees')] })).toBe('cj');
  });

  it('counts what it finds', async () => {
    const asked = await opened().aggregate(
      { scope: EVERYWHERE, filter: text('testing'), asks: [{ ask: 'count' }] },
      options(),
    );
    expect(asked.get(WHOLE_GRAPH)).toEqual([{ ask: 'count', count: 5 }]);
  });
}

function orders(opened: () => GraphStore): void {
  it('puts the title that is the query first, and stays total', async () => {
    expect(await letters(opened(), text('the ml test score'), BEST_FIRST)).toBe('an');
    expect((await letters(opened(), text('testing'), BEST_FIRST))[0]).toBe('e');
    expect(await letters(opened(), text('twin'), BEST_FIRST)).toBe('ghi');
  });

  it('turns the order round, and lets another term come first', async () => {
    const forward = await letters(opened(), text('testing'), BEST_FIRST);
    const years = await letters(opened(), text('testing'), [{ field: 'YEAR', direction: 'ASC' }, ...BEST_FIRST]);
    expect([...forward].toSorted().join('')).toBe('aejln');
    expect(years.slice(0, 3)).toBe('ael');
  });

  it('pages by score and id', async () => {
    const all = await letters(opened(), text('testing'), BEST_FIRST);
    let seen = '';
    let after: Position | null = null;
    for (let count = 0; count < 6; count += 1) {
      const page: PageRequest = { size: 2, from: 'start', after, before: null };
      const question = { scope: EVERYWHERE, filter: text('testing'), order: BEST_FIRST, page };
      const items: readonly ResourceItem[] = (await opened().page(question, options())).get(WHOLE_GRAPH)?.items ?? [];
      seen += items.map(({ node }) => node.slug[0]).join('');
      const last = items.at(-1);
      if (last === undefined) break;
      after = { keys: last.keys, id: last.node.id };
    }
    expect(seen).toBe(all);
  });

  it('orders groups by the text of the list they are groups of', async () => {
    const scope: Scope = {
      relation: 'ResourceGroup.resources',
      within: EVERYWHERE,
      filter: text('testing'),
      by: 'TYPE',
      rollUpTopics: false,
      groups: [{ parent: WHOLE_GRAPH, key: 'ARTICLE' }],
    };
    expect([...(await letters(opened(), EVERYTHING, BEST_FIRST, scope))].toSorted().join('')).toBe('ln');
  });
}

function searches(opened: () => GraphStore): void {
  it('finds nodes of every kind, the exact name first', async () => {
    expect((await candidateIds(opened(), 'kdd'))[0]).toBe('Venue:kdd');
    expect((await candidateIds(opened(), 'ml testing'))[0]).toBe('Topic:ml-testing');
    expect((await candidateIds(opened(), 'データ検証'))[0]).toBe('Topic:data-validation');
    expect((await candidateIds(opened(), 'メルカリ'))[0]).toBe('Organization:mercari');
    expect((await candidateIds(opened(), 'reading list'))[0]).toBe('Source:reading');
  });

  it('keeps to the kinds asked for', async () => {
    const found = await candidateIds(opened(), 'testing', 'search', ['TOPIC', 'AUTHOR']);
    expect(found.toSorted()).toEqual(['Topic:ml-testing']);
  });

  it('finds what is meant by a misspelt word', async () => {
    expect((await candidateIds(opened(), 'data valdation'))[0]).toBe('Topic:data-validation');
    expect((await candidateIds(opened(), 'Mercrai'))[0]).toBe('Organization:mercari');
  });

  it('finds nothing where no word is known', async () => {
    const modes = ['search', 'suggest', 'filter'] as const;
    for (const mode of modes) expect(await candidateIds(opened(), 'zzzzqqqq xxxxwwww', mode)).toEqual([]);
  });

  it('completes what is being typed', async () => {
    expect((await candidateIds(opened(), 'data va', 'suggest'))[0]).toBe('Topic:data-validation');
    expect((await candidateIds(opened(), 'ml', 'suggest')).slice(0, 3)).toContain('Topic:mlops');
    expect(await candidateIds(opened(), '機', 'suggest')).toContain('Topic:ml-testing');
  });

  it('knows in how many documents a word stands', async () => {
    const vocabulary = await opened().vocabulary(options());
    expect(vocabulary.documentCount).toBe(46);
    expect(vocabulary.documentFrequency('twin')).toBe(3);
    expect(vocabulary.documentFrequency('zzzzzz')).toBe(0);
  });
}

/** Runs the cases on the store that `open` gives; the small graph is loaded into it first. */
export function searchContract(name: string, open: () => GraphStore): void {
  describe(`${name} finds by text`, () => {
    const opened = openedStore(open);
    describe('resources', () => {
      conditions(opened);
    });
    describe('in an order', () => {
      orders(opened);
    });
    describe('nodes', () => {
      searches(opened);
    });
  });
}
