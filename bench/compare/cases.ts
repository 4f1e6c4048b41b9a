/**
 * What is compared: the same question to the product, to the generated API, and as the best statement we know, through the driver.
 * Where a year may be missing, all ask for those that have one: the peer puts what has none first.
 */
import neo4j from 'neo4j-driver';
import type { Subjects } from './subjects.ts';

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}
/** How many times the peer's requests/s are promised, for the seed and for a graph of 100,000 resources. */
export interface Promised {
  readonly seed?: number;
  readonly large?: number;
}
export interface ComparisonCase {
  readonly name: string;
  readonly ours: Asked;
  readonly peer: Asked;
  /** Statements that give the same answer; the one that is quickest on this data is measured. Each has `$` parameters of `parameters`. */
  readonly raw: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly promised: Promised;
}

const TYPES = ['PAPER', 'TALK'];
const PAGE = 25;
/** Pages behind it cost what is skipped where a page is found by its offset. */
const FAR_FROM_END = 100;

/** The page a reader finds by its cursor; the bench walks there first. */
export function deepOffset({ datedCount }: Subjects): number {
  return Math.max(0, datedCount - FAR_FROM_END);
}

function mainList({ venueIds, venueSlugs, topicIds }: Subjects): ComparisonCase {
  const [venues, ids] = [venueSlugs.slice(0, 3), venueIds.slice(0, 3)];
  const nested = `WITH n ORDER BY n.yearDown, n.id LIMIT 25
    RETURN n.id AS id, n.title AS title, n.year AS year, n.url AS url,
      COLLECT { MATCH (n)-[e:AUTHORED_BY]->(a) WITH e, a ORDER BY e.position LIMIT 3 RETURN {id: a.id, name: a.name} } AS authors,
      COLLECT { MATCH (n)-[e:ABOUT]->(t) WITH e, t ORDER BY e.score DESC, t.id LIMIT 5 RETURN {score: e.score, id: t.id, slug: t.slug} } AS topics`;
  const rest = `n.type IN $types AND n.venueId IN $venueIds`;
  return {
    name: 'list by venues and topics, authors and topics nested',
    ours: {
      query: `query List($types: [ResourceType!], $venues: [String!], $topic: ID!) {
        resources(first: ${PAGE}, orderBy: [{ field: YEAR }], filter: {
          type: { in: $types }, venue: { slug: { in: $venues } }, topics: { some: { id: { eq: $topic }, includeNarrower: true } }
        }) {
          nodes {
            id title year url
            authors(first: 3) { nodes { id name } }
            topics(first: 5) { edges { score node { id slug } } }
          }
        }
      }`,
      variables: { types: TYPES, venues, topic: 'Topic:ml-testing' },
    },
    peer: {
      query: `query List($types: [String!], $venues: [String!], $topics: [ID!]) {
        resources(limit: ${PAGE}, sort: [{ year: DESC }, { id: ASC }], where: {
          type: { in: $types }, venue: { some: { slug: { in: $venues } } }, topics: { some: { id: { in: $topics } } }
        }) {
          id title year url
          authorsConnection(first: 3, sort: [{ edge: { position: ASC } }]) { edges { node { id name } } }
          topicsConnection(first: 5, sort: [{ edge: { score: DESC } }, { node: { id: ASC } }]) {
            edges { properties { score } node { id slug } }
          }
        }
      }`,
      variables: { types: TYPES, venues, topics: topicIds },
    },
    raw: [
      `UNWIND $topicIds AS topicId MATCH (:Topic {id: topicId})<-[:ABOUT]-(n:Resource) WITH DISTINCT n WHERE ${rest} ${nested}`,
      `MATCH (n:Resource) WHERE n.yearDown IS NOT NULL AND n.id IS NOT NULL AND ${rest}
        AND EXISTS { (n)-[:ABOUT]->(t:Topic) WHERE t.id IN $topicIds } ${nested}`,
    ],
    parameters: { types: TYPES, venueIds: ids, topicIds },
    promised: { seed: 3, large: 20 },
  };
}

function nestedLists({ venueIds, venueSlugs }: Subjects): ComparisonCase {
  const authors = `COLLECT { MATCH (n)-[e:AUTHORED_BY]->(a) WITH e, a ORDER BY e.position LIMIT 3 RETURN {id: a.id, name: a.name} }`;
  return {
    name: '20 venues, 5 papers of each, 3 authors of each',
    ours: {
      query: `query Nested($venues: [String!]) {
        venues(filter: { slug: { in: $venues } }) {
          id resources(first: 5, orderBy: [{ field: YEAR }], filter: { year: { gte: 0 } }) { nodes { id title authors(first: 3) { nodes { id name } } } }
        }
      }`,
      variables: { venues: venueSlugs },
    },
    peer: {
      query: `query Nested($venues: [String!]) {
        venues(where: { slug: { in: $venues } }) {
          id resourcesConnection(first: 5, sort: [{ node: { year: DESC } }, { node: { id: ASC } }], where: { node: { year: { gte: 0 } } }) {
            edges { node { id title authorsConnection(first: 3, sort: [{ edge: { position: ASC } }]) { edges { node { id name } } } } }
          }
        }
      }`,
      variables: { venues: venueSlugs },
    },
    raw: [
      `UNWIND $venueIds AS venueId
        CALL (venueId) {
          MATCH (n:Resource) WHERE n.venueId = venueId AND n.yearDown <= 0 AND n.id IS NOT NULL
          WITH n ORDER BY n.venueId, n.yearDown, n.id LIMIT 5
          RETURN collect({id: n.id, title: n.title, authors: ${authors}}) AS papers
        }
        RETURN venueId AS id, papers`,
    ],
    parameters: { venueIds },
    promised: { seed: 3, large: 25 },
  };
}

function hub({ hubSlug }: Subjects): ComparisonCase {
  return {
    name: "the busiest author's newest two",
    ours: {
      query: `query Hub($slug: String!) {
        author(slug: $slug) { id name resources(first: 2, orderBy: [{ field: YEAR }], filter: { year: { gte: 0 } }) { nodes { id title year } } }
      }`,
      variables: { slug: hubSlug },
    },
    peer: {
      query: `query Hub($slug: String!) {
        authors(where: { slug: { eq: $slug } }) { id name resources(limit: 2, sort: [{ year: DESC }, { id: ASC }], where: { year: { gte: 0 } }) { id title year } }
      }`,
      variables: { slug: hubSlug },
    },
    raw: [
      `MATCH (a:Author {slug: $slug}) RETURN a.id AS id, a.name AS name, COLLECT {
        MATCH (a)<-[:AUTHORED_BY]-(n:Resource) WHERE n.year >= 0 WITH n ORDER BY n.yearDown, n.id LIMIT 2 RETURN {id: n.id, title: n.title, year: n.year}
      } AS papers`,
    ],
    parameters: { slug: hubSlug },
    promised: { seed: 1.3, large: 3 },
  };
}

/** Walked by the product's cursors. */
export const LONG_LIST = `query Long($first: Int!, $after: String) {
  resources(first: $first, after: $after, orderBy: [{ field: YEAR }], filter: { year: { gte: 0 } }) {
    pageInfo { endCursor } nodes { id title year }
  }
}`;

/** Where a page begins: behind this row. */
export interface Place {
  readonly offset: number;
  readonly cursor: string | null;
  readonly after: { readonly id: string; readonly year: number } | null;
}
export const FIRST_PAGE: Place = { offset: 0, cursor: null, after: null };

function longList({ offset, cursor, after }: Place): ComparisonCase {
  const rest = 'RETURN n.id AS id, n.title AS title, n.year AS year ORDER BY n.yearDown, n.id LIMIT 25';
  return {
    name: offset === 0 ? 'a long list, its first page' : 'a long list, its last pages',
    ours: { query: LONG_LIST, variables: { first: PAGE, after: cursor } },
    peer: {
      query: `query Long($offset: Int!) {
        resources(limit: ${PAGE}, offset: $offset, sort: [{ year: DESC }, { id: ASC }], where: { year: { gte: 0 } }) { id title year }
      }`,
      variables: { offset },
    },
    raw: [
      after === null
        ? `MATCH (n:Resource) WHERE n.yearDown <= 0 AND n.id IS NOT NULL ${rest}`
        : `MATCH (n:Resource) WHERE n.yearDown >= $yearDown AND n.id IS NOT NULL AND (n.yearDown > $yearDown OR n.id > $id) ${rest}`,
    ],
    parameters: after === null ? {} : { yearDown: neo4j.int(-after.year), id: after.id },
    promised: offset === 0 ? {} : { large: 80 },
  };
}

function pageAndTotal({ broadTopicId }: Subjects): ComparisonCase {
  const where = '(n:Resource)-[:ABOUT]->(:Topic {id: $topic}) WHERE n.year >= 0 AND n.type = $type';
  return {
    name: 'a page and its exact total',
    ours: {
      query: `query Total($topic: ID!, $type: ResourceType!) {
        resources(first: ${PAGE}, orderBy: [{ field: YEAR }], filter: { year: { gte: 0 }, type: { eq: $type }, topics: { some: { id: { eq: $topic } } } }) {
          totalCount nodes { id title year }
        }
      }`,
      variables: { topic: broadTopicId, type: 'PAPER' },
    },
    peer: {
      query: `query Total($topic: ID!, $type: String!) {
        resourcesConnection(first: ${PAGE}, sort: [{ year: DESC }, { id: ASC }], where: {
          year: { gte: 0 }, type: { eq: $type }, topics: { some: { id: { eq: $topic } } }
        }) { totalCount edges { node { id title year } } }
      }`,
      variables: { topic: broadTopicId, type: 'PAPER' },
    },
    raw: [
      `CALL { MATCH ${where} RETURN count(*) AS total }
        RETURN total, COLLECT { MATCH ${where} WITH n ORDER BY n.yearDown, n.id LIMIT 25 RETURN {id: n.id, title: n.title, year: n.year} } AS nodes`,
      `CALL { MATCH ${where} RETURN count(*) AS total }
        RETURN total, COLLECT {
          MATCH (n:Resource) WHERE n.yearDown <= 0 AND n.id IS NOT NULL AND n.type = $type AND EXISTS { (n)-[:ABOUT]->(:Topic {id: $topic}) }
          WITH n ORDER BY n.yearDown, n.id LIMIT 25 RETURN {id: n.id, title: n.title, year: n.year}
        } AS nodes`,
    ],
    parameters: { topic: broadTopicId, type: 'PAPER' },
    promised: { seed: 3, large: 15 },
  };
}

function booleanFilter({ broadTopicId, sparseTopicId, venueSlugs, venueIds }: Subjects): ComparisonCase {
  const variables = { a: broadTopicId, b: venueSlugs[1], c: sparseTopicId };
  const rest = 'WITH n ORDER BY n.yearDown, n.id LIMIT 25 RETURN n.id AS id, n.title AS title, n.year AS year';
  return {
    name: '(a topic or a venue) and not another topic, since 2015',
    ours: {
      query: `query Boolean($a: ID!, $b: String!, $c: ID!) {
        resources(first: ${PAGE}, orderBy: [{ field: YEAR }], filter: {
          year: { gte: 2015 }
          or: [{ topics: { some: { id: { eq: $a } } } }, { venue: { slug: { eq: $b } } }]
          not: { topics: { some: { id: { eq: $c } } } }
        }) { nodes { id title year } }
      }`,
      variables,
    },
    peer: {
      query: `query Boolean($a: ID!, $b: String!, $c: ID!) {
        resources(limit: ${PAGE}, sort: [{ year: DESC }, { id: ASC }], where: { AND: [
          { year: { gte: 2015 } }
          { OR: [{ topics: { some: { id: { eq: $a } } } }, { venue: { some: { slug: { eq: $b } } } }] }
          { NOT: { topics: { some: { id: { eq: $c } } } } }
        ] }) { id title year }
      }`,
      variables,
    },
    raw: [
      `MATCH (n:Resource) WHERE n.yearDown <= -2015 AND n.id IS NOT NULL
        AND (n.venueId = $venue OR EXISTS { (n)-[:ABOUT]->(:Topic {id: $a}) }) AND NOT EXISTS { (n)-[:ABOUT]->(:Topic {id: $c}) } ${rest}`,
    ],
    parameters: { a: broadTopicId, venue: venueIds[1], c: sparseTopicId },
    promised: { large: 100 },
  };
}

function oneResource({ resourceId }: Subjects): ComparisonCase {
  return {
    name: 'one resource by its id, with authors',
    ours: {
      query: `query One($id: ID!) { resource(id: $id) { id title year url authors(first: 20) { nodes { id name } } } }`,
      variables: { id: resourceId },
    },
    peer: {
      query: `query One($id: ID!) {
        resources(where: { id: { eq: $id } }) {
          id title year url authorsConnection(first: 20, sort: [{ edge: { position: ASC } }]) { edges { node { id name } } }
        }
      }`,
      variables: { id: resourceId },
    },
    raw: [
      `MATCH (n:Resource {id: $id}) RETURN n.id AS id, n.title AS title, n.year AS year, n.url AS url,
        COLLECT { MATCH (n)-[e:AUTHORED_BY]->(a) WITH e, a ORDER BY e.position LIMIT 20 RETURN {id: a.id, name: a.name} } AS authors`,
    ],
    parameters: { id: resourceId },
    promised: { seed: 1.3, large: 1.3 },
  };
}

/** All that is compared. `deep` is a place near the end of the list of everything that has a year. */
export function comparisonCases(subjects: Subjects, deep: Place): ComparisonCase[] {
  return [
    mainList(subjects),
    nestedLists(subjects),
    hub(subjects),
    longList(FIRST_PAGE),
    longList(deep),
    pageAndTotal(subjects),
    booleanFilter(subjects),
    oneResource(subjects),
  ];
}
