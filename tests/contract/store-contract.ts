/** What every store must answer about the small graph, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { EVERYTHING, type ResourceFilter } from '../../src/domain/filter.ts';
import { compareText, nodeId } from '../../src/domain/ids.ts';
import { lookupKeys } from '../../src/domain/lookup-keys.ts';
import type { Entity } from '../../src/domain/model.ts';
import type { ResourceOrder } from '../../src/domain/order.ts';
import type { PageRequest } from '../../src/domain/page.ts';
import { lookUp } from '../../src/graphql/lookup.ts';
import {
  groupKey,
  WHOLE_GRAPH,
  type AggregateAsk,
  type GraphStore,
  type ReadOptions,
  type Scope,
} from '../../src/store/graph-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { openedStore } from './opened-store.ts';
import { pathContract } from './path-contract.ts';

const EVERYWHERE: Scope = { relation: 'Query.resources' };
const ALL: PageRequest = { size: 100, from: 'start', after: null, before: null };
const RUBRIC = nodeId('RESOURCE', 'a-breck-rubric');

function options(): ReadOptions {
  return { signal: new AbortController().signal, deadlineMs: 10_000, coordinate: 'Query.resources', requestId: 'test' };
}

/** First letters of the slugs of each parent's page, by parent. */
async function letters(store: GraphStore, scope: Scope, filter: ResourceFilter, order: ResourceOrder = []) {
  const found = await store.page({ scope, filter, order, page: ALL }, options());
  return Object.fromEntries(
    [...found].map(([parent, page]) => [parent, page.items.map(({ node }) => node.slug[0]).join('')]),
  );
}

async function ask(store: GraphStore, one: AggregateAsk, filter: ResourceFilter) {
  const answers = await store.aggregate({ scope: EVERYWHERE, filter, asks: [one] }, options());
  return answers.get(WHOLE_GRAPH)?.[0];
}

function pages(opened: () => GraphStore): void {
  it('orders by year with missing years last in both directions, ties by id', async () => {
    const article: ResourceFilter = { op: 'value', field: 'type', test: { is: 'eq', value: 'ARTICLE' } };
    const by = (direction: 'ASC' | 'DESC') => letters(opened(), EVERYWHERE, article, [{ field: 'YEAR', direction }]);
    expect(await by('ASC')).toEqual({ [WHOLE_GRAPH]: 'ghlin' });
    expect(await by('DESC')).toEqual({ [WHOLE_GRAPH]: 'lghin' });
  });

  it('answers every parent, also one without resources', async () => {
    const parents = ['bob', 'eve'].map((slug) => nodeId('AUTHOR', slug));
    expect(await letters(opened(), { relation: 'Author.resources', parents }, EVERYTHING)).toEqual({
      'Author:bob': 'abc',
      'Author:eve': '',
    });
  });

  it('finds the resources of narrower topics, each once', async () => {
    const scope = (includeNarrower: boolean): Scope => ({
      relation: 'Topic.resources',
      parents: [nodeId('TOPIC', 'ml-testing')],
      includeNarrower,
    });
    expect(await letters(opened(), scope(false), EVERYTHING)).toEqual({ 'Topic:ml-testing': 'aejln' });
    expect(await letters(opened(), scope(true), EVERYTHING)).toEqual({ 'Topic:ml-testing': 'abejlnr' });
  });

  it('finds the resources of a group', async () => {
    const groups = [{ parent: WHOLE_GRAPH, key: '2021' }];
    const group = { relation: 'ResourceGroup.resources', within: EVERYWHERE, groups } as const;
    const scope: Scope = { ...group, filter: EVERYTHING, by: 'YEAR', rollUpTopics: false };
    expect(await letters(opened(), scope, EVERYTHING)).toEqual({ [groupKey(WHOLE_GRAPH, '2021')]: 'lmq' });
  });
}

function conditions(opened: () => GraphStore): void {
  it.each<[string, ResourceFilter, string]>([
    ['or over nothing is false', { op: 'or', of: [] }, ''],
    ['a voiced mark is a letter', { op: 'value', field: 'title', test: { is: 'contains', folded: 'か' } }, ''],
    ['accents fold away', { op: 'value', field: 'title', test: { is: 'startsWith', folded: 'eclair' } }, 'k'],
    [
      'a missing track passes ne',
      { op: 'value', field: 'track', test: { is: 'ne', value: 'ADS' } },
      'cdefghijklmnopqrst',
    ],
    [
      'a missing venue fails ne',
      { op: 'one', relation: 'venue', where: { op: 'value', field: 'slug', test: { is: 'ne', value: 'kdd' } } },
      'def',
    ],
    ['counts compare', { op: 'count', relation: 'authors', test: { is: 'gte', value: 2 } }, 'acl'],
    [
      'links are seen from either end',
      {
        op: 'links',
        quantifier: 'some',
        test: { kinds: ['PART_OF'], direction: 'BOTH', where: EVERYTHING },
      },
      'jkpq',
    ],
  ])('%s', async (_, filter, expected) => {
    expect(await letters(opened(), EVERYWHERE, filter)).toEqual({ [WHOLE_GRAPH]: expected });
  });
}

function totals(opened: () => GraphStore): void {
  const twoPapers: ResourceFilter = {
    op: 'value',
    field: 'slug',
    test: { is: 'in', values: ['a-breck-rubric', 'b-data-checks'] },
  };

  it('counts what a filter accepts', async () => {
    expect(await ask(opened(), { ask: 'count' }, EVERYTHING)).toEqual({ ask: 'count', count: 20 });
    expect(await ask(opened(), { ask: 'count' }, twoPapers)).toEqual({ ask: 'count', count: 2 });
  });

  it('counts a resource once under each broader topic when topics roll up', async () => {
    const facet = { ask: 'facet', field: 'TOPIC', first: 10, disjunctive: false } as const;
    const counts = async (rollUpTopics: boolean) => {
      const answer = await ask(opened(), { ...facet, rollUpTopics }, twoPapers);
      if (answer?.ask !== 'facet') throw new Error('other answers than asked');
      return answer.facet.buckets.map(({ key, count }) => `${key}:${count}`);
    };
    expect(await counts(false)).toEqual(['data-validation:1', 'ml-testing:1', 'mlops:1']);
    expect(await counts(true)).toEqual(['ml-testing:2', 'mlops:2', 'data-validation:1']);
  });

  it('sets only the top-level condition on its own field aside in a disjunctive facet', async () => {
    const year = (value: number): ResourceFilter => ({ op: 'value', field: 'year', test: { is: 'eq', value } });
    const facet = { ask: 'facet', field: 'YEAR', first: 10, disjunctive: true, rollUpTopics: false } as const;
    const track: ResourceFilter = { op: 'value', field: 'track', test: { is: 'eq', value: 'ADS' } };
    const keys = async (filter: ResourceFilter) => {
      const answer = await ask(opened(), facet, filter);
      if (answer?.ask !== 'facet') throw new Error('other answers than asked');
      return answer.facet.buckets.map(({ key }) => key);
    };
    expect(await keys({ op: 'and', of: [year(2018), track] })).toEqual(['2018', '2019']);
    expect(await keys({ op: 'and', of: [{ op: 'and', of: [year(2018)] }, track] })).toEqual(['2018']);
  });
}

function weights(opened: () => GraphStore): void {
  const around = async (scope: Scope, order: 'COUNT' | 'LIFT') => {
    const question = { scope, filter: EVERYTHING, asks: [{ ask: 'topicWeights', order, first: 10 }] as const };
    const answers = await opened().aggregate(question, options());
    return Object.fromEntries(
      [...answers].map(([parent, [answer]]) => {
        if (answer?.ask !== 'topicWeights') throw new Error('other answers than asked');
        return [parent, answer.weights.map(({ topic, count, lift }) => `${topic.slug}:${count}:${lift.toFixed(2)}`)];
      }),
    );
  };

  it('weighs the topics of several parents by count, then slug', async () => {
    const parents = ['kdd', 'mlsys', 'empty'].map((slug) => nodeId('VENUE', slug));
    // Four resources of twenty are at KDD, and each topic stands on one of them: 1/4 against 1/20, 3/20, 5/20 and 4/20.
    expect(await around({ relation: 'Venue.resources', parents }, 'COUNT')).toEqual({
      'Venue:kdd': ['data-validation:1:1.67', 'fairness:1:5.00', 'ml-testing:1:1.00', 'mlops:1:1.25'],
      'Venue:mlsys': ['mlops:1:5.00', 'serving:1:6.67'],
      'Venue:empty': [],
    });
  });

  it('leaves out by lift what a small set has once only', async () => {
    expect(await around({ relation: 'Venue.resources', parents: [nodeId('VENUE', 'kdd')] }, 'LIFT')).toEqual({
      'Venue:kdd': [],
    });
    expect(await around({ relation: 'Author.resources', parents: [nodeId('AUTHOR', 'chie')] }, 'LIFT')).toEqual({
      'Author:chie': ['ml-testing:3:4.00'],
    });
  });

  it('leaves the topic itself out of what occurs with it', async () => {
    const parents = [nodeId('TOPIC', 'ml-testing')];
    expect(await around({ relation: 'Topic.resources', parents, includeNarrower: false }, 'COUNT')).toEqual({
      'Topic:ml-testing': ['data-validation:1:1.33', 'mlops:1:1.00', 'serving:1:1.33'],
    });
  });
}

function pairs(opened: () => GraphStore): void {
  it('counts topics and the pairs of them that resources have, the smaller id first', async () => {
    const answer = await opened().topicPairs({ filter: EVERYTHING, minCount: 1 }, options());
    expect(Object.fromEntries(answer.counts)).toEqual({
      'Topic:data-validation': 3,
      'Topic:fairness': 1,
      'Topic:ml-testing': 5,
      'Topic:mlops': 4,
      'Topic:serving': 3,
    });
    expect(answer.pairs.map(({ first, second, count }) => `${first} ${second} ${count}`)).toEqual([
      'Topic:data-validation Topic:ml-testing 1',
      'Topic:ml-testing Topic:mlops 1',
      'Topic:ml-testing Topic:serving 1',
      'Topic:mlops Topic:serving 1',
    ]);
    expect((await opened().topicPairs({ filter: EVERYTHING, minCount: 2 }, options())).pairs).toEqual([]);
  });
}

function related(opened: () => GraphStore): void {
  const letter = async (slug: string, first = 10) => {
    const parent = nodeId('RESOURCE', slug);
    const found = await opened().related({ parents: [parent], first }, options());
    return (found.get(parent) ?? []).map(({ resource, reasons }) => ({
      slug: resource.slug,
      reasons: reasons.map(({ kind, via, count, link }) => [kind, via.slug, count, link]),
    }));
  };

  it('puts what is linked first, and what shares rarer neighbours before what shares common ones', async () => {
    // Links (3 each) before what is linked with the same (1 / ln 2), then a topic of four, then two authors of three and four works.
    const found = await letter('a-breck-rubric');
    expect(found.map(({ slug }) => slug[0]).join('')).toBe('ljenkmdgpc');
  });

  it('names what is shared, authors together, and the link between the two with its direction', async () => {
    const [code] = (await letter('a-breck-rubric')).filter(({ slug }) => slug === 'j-rubric-code');
    expect(code?.reasons).toEqual([
      ['IMPLEMENTS', 'j-rubric-code', 1, 'INCOMING'],
      ['ABOUT', 'ml-testing', 1, null],
      ['AFFILIATED_WITH', 'google', 1, null],
      ['LISTED_IN', 'kdd', 1, null],
    ]);
    const [trees] = (await letter('a-breck-rubric')).filter(({ slug }) => slug === 'c-fair-trees');
    expect(trees?.reasons.filter(([kind]) => kind === 'AUTHORED_BY')).toEqual([['AUTHORED_BY', 'bob', 2, null]]);
  });

  it('finds two that are linked with the same third', async () => {
    const [first] = await letter('n-translation', 1);
    expect(first?.slug).toBe('a-breck-rubric');
    const code = (await letter('n-translation')).find(({ slug }) => slug === 'j-rubric-code');
    expect(code?.reasons).toContainEqual(['TRANSLATES', 'a-breck-rubric', 1, null]);
  });

  it('has an entry for each parent, empty for one that shares nothing or is not there', async () => {
    const parents = ['t-bare', 'gone', 'p-podcast'].map((slug) => nodeId('RESOURCE', slug));
    const found = await opened().related({ parents, first: 2 }, options());
    expect([...found.keys()]).toEqual(parents);
    expect(found.get(nodeId('RESOURCE', 'gone'))).toEqual([]);
    expect(found.get(nodeId('RESOURCE', 'p-podcast'))?.map(({ resource }) => resource.slug)[0]).toBe('q-episode');
  });
}

function nodes(opened: () => GraphStore): void {
  it('finds nodes by id, and leaves unknown ids out', async () => {
    const found = await opened().byIds([RUBRIC, nodeId('AUTHOR', 'nobody')], options());
    expect([...found.keys()]).toEqual([RUBRIC]);
  });

  it('finds nodes of every kind by each of their keys, sorted by id', async () => {
    const { sources, topics, venues, editions, organizations, authors, resources } = SMALL_GRAPH;
    const holders = new Map<string, Entity[]>();
    const lists: readonly (readonly Entity[])[] = [
      sources,
      topics,
      venues,
      editions,
      organizations,
      authors,
      resources,
    ];
    for (const node of lists.flat().toSorted((a, b) => compareText(a.id, b.id))) {
      for (const key of lookupKeys(node)) holders.set(key, [...(holders.get(key) ?? []), node]);
    }
    const found = await opened().byIdentifiers([...holders.keys(), 'doi:10.1000/none'], options());
    expect(found.get('doi:10.1000/none')).toEqual([]);
    expect(new Map([...found].filter(([, carriers]) => carriers.length > 0))).toEqual(holders);
  });

  it('looks up the same nodes and problems', async () => {
    const found = await lookUp(
      ['HTTPS://DOI.ORG/10.1000/rubric', 'twin', '佐藤 知恵', 'kdd', 'ML operations', 'https://nope.example/x', ' '],
      opened(),
      options,
    );
    const candidates = (index: number) => found[index]?.problem?.candidates.map(({ slug }) => slug);
    expect(found.map(({ node, problem }) => node?.id ?? problem?.code)).toEqual([
      RUBRIC,
      'AMBIGUOUS',
      'Author:chie',
      'AMBIGUOUS',
      'Topic:mlops',
      'NOT_FOUND',
      'INVALID',
    ]);
    expect(candidates(1)).toEqual(['g-twin-one', 'h-twin-two', 'i-twin-three']);
    expect(candidates(3)).toEqual(['kdd', 'kdd']);
  });

  it('lists authors by position with the organizations given there', async () => {
    const found = await opened().expand({ relation: 'Resource.authors', parents: [RUBRIC], page: ALL }, options());
    const authors = found
      .get(RUBRIC)
      ?.items.map((item) => [item.node.slug, item.organizations.map(({ slug }) => slug)]);
    expect(authors).toEqual([
      ['ann', ['google']],
      ['bob', ['google', 'cmu']],
      ['dan', []],
    ]);
  });
}

/** Runs the contract on the store that `open` gives; the small graph is loaded into it first. */
export function storeContract(name: string, open: () => GraphStore): void {
  describe(`${name} keeps the contract of the port`, () => {
    const opened = openedStore(open);
    describe('pages', () => {
      pages(opened);
    });
    describe('filters', () => {
      conditions(opened);
    });
    describe('aggregates', () => {
      totals(opened);
    });
    describe('weights of topics', () => {
      weights(opened);
    });
    describe('topics together', () => {
      pairs(opened);
    });
    describe('related resources', () => {
      related(opened);
    });
    describe('nodes', () => {
      nodes(opened);
    });
    pathContract(opened, options);
  });
}
