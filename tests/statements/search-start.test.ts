/** Where a statement starts its search, by what is known of the graph; no database is needed to see it. */
import { describe, expect, it } from 'vitest';
import { EVERYTHING, type ResourceFilter } from '../../src/domain/filter.ts';
import { nodeId } from '../../src/domain/ids.ts';
import { buildTopicTree } from '../../src/domain/topic-tree.ts';
import type { Scope } from '../../src/store/graph-store.ts';
import type { Catalog } from '../../src/store/neo4j/catalog.ts';
import { toStatement } from '../../src/store/neo4j/cypher.ts';
import { aggregateStatement } from '../../src/store/neo4j/statements/aggregate.ts';
import { pageStatement } from '../../src/store/neo4j/statements/page.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

const RESOURCES = 100_000;
const ABOUT_SERVING: ResourceFilter = {
  op: 'some',
  relation: 'topics',
  where: { op: 'value', field: 'slug', test: { is: 'eq', value: 'serving' } },
};
const WHOLE: Scope = { relation: 'Query.resources' };
const KDD: Scope = { relation: 'Venue.resources', parents: [nodeId('VENUE', 'kdd')] };
/** The group of a venue within a list that is filtered by topic. */
const GROUP: Scope = {
  relation: 'ResourceGroup.resources',
  within: WHOLE,
  filter: ABOUT_SERVING,
  by: 'VENUE',
  rollUpTopics: false,
  groups: [{ parent: 'graph', key: 'kdd' }],
};

/** A catalogue in which every topic and every venue has so many resources. */
function catalogWith({ atTopic, atVenue }: { atTopic: number; atVenue: number }): Catalog {
  return {
    tree: buildTopicTree(SMALL_GRAPH.topics),
    venues: SMALL_GRAPH.venues,
    editions: SMALL_GRAPH.editions,
    sources: SMALL_GRAPH.sources,
    get: () => undefined,
    resourceCount: (id) => (id.startsWith('Topic:') ? atTopic : atVenue),
    origin: () => undefined,
    texts: new Map(),
  };
}

const startsAtTopics = (text: string): boolean => text.includes('MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource)');

function page(scope: Scope, atTopic: number, filter = ABOUT_SERVING): string {
  const request = { size: 20, from: 'start', after: null, before: null } as const;
  const order = [{ field: 'YEAR', direction: 'DESC' }] as const;
  const catalog = catalogWith({ atTopic, atVenue: 10_000 });
  return toStatement('test', pageStatement({ scope, filter, order, page: request }, catalog, RESOURCES)).text;
}

function count(scope: Scope, atTopic: number, filter = ABOUT_SERVING): string {
  const asks = [{ ask: 'count' }] as const;
  const catalog = catalogWith({ atTopic, atVenue: 10_000 });
  return toStatement('test', aggregateStatement({ scope, filter, asks }, catalog, RESOURCES)).text;
}

describe('the plan of a statement', () => {
  const firstTwenty = { size: 20, from: 'start', after: null, before: null } as const;
  const byYear = [{ field: 'YEAR', direction: 'DESC' }] as const;
  const plan = (scope: Scope, atTopic: number, filter: ResourceFilter = ABOUT_SERVING): string | null =>
    pageStatement(
      { scope, filter, order: byYear, page: firstTwenty },
      catalogWith({ atTopic, atVenue: 10_000 }),
      RESOURCES,
    ).strategy;

  it('names how resources are found', () => {
    const byAuthor: Scope = { relation: 'Author.resources', parents: [nodeId('AUTHOR', 'a')] };
    expect(plan(WHOLE, 500)).toBe('topic-anchor');
    expect(plan(WHOLE, 20_000)).toBe('graph-walk');
    expect(plan(KDD, 20_000)).toBe('property-walk');
    expect(plan(GROUP, 20_000, EVERYTHING)).toBe('graph-walk');
    expect(plan(byAuthor, 500)).toBe('edge-walk');
    expect(plan({ relation: 'Topic.resources', parents: [], includeNarrower: true }, 500)).toBe('edge-walk');
  });

  it('is mixed where the parts of a statement differ', () => {
    const catalog = catalogWith({ atTopic: 500, atVenue: 10_000 });
    const facet = { ask: 'facet', field: 'TOPIC', first: 10, disjunctive: true, rollUpTopics: false } as const;
    const { statement, strategy } = aggregateStatement(
      { scope: WHOLE, filter: ABOUT_SERVING, asks: [{ ask: 'count' }, facet] },
      catalog,
      RESOURCES,
    );
    expect([statement, strategy]).toEqual(['aggregate', 'mixed']);
  });
});

describe('a search with a condition on topics', () => {
  it('starts a page at the topics where they are rare, and walks the order where they are common', () => {
    expect(startsAtTopics(page(WHOLE, 500))).toBe(true);
    expect(startsAtTopics(page(WHOLE, 20_000))).toBe(false);
  });

  it('starts a count at the topics unless most resources stand there', () => {
    expect(startsAtTopics(count(WHOLE, 20_000))).toBe(true);
    expect(startsAtTopics(count(WHOLE, 150_000))).toBe(false);
  });

  it('starts at the topics within a venue that is larger', () => {
    expect(startsAtTopics(count(KDD, 500))).toBe(true);
    expect(startsAtTopics(count(KDD, 20_000))).toBe(false);
  });

  it('knows the filter of the list that a group belongs to', () => {
    expect(startsAtTopics(page(GROUP, 500, EVERYTHING))).toBe(true);
    expect(startsAtTopics(page(GROUP, 20_000, EVERYTHING))).toBe(false);
  });

  it('starts at no topics where another condition may stand in for them', () => {
    expect(startsAtTopics(count(WHOLE, 1, { op: 'or', of: [ABOUT_SERVING, EVERYTHING] }))).toBe(false);
    expect(startsAtTopics(count(WHOLE, 1, { op: 'not', of: ABOUT_SERVING }))).toBe(false);
  });
});
