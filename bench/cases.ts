/** What is measured: one entry a case. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const STORES = ['memory', 'neo4j'] as const;
export type StoreName = (typeof STORES)[number];
/** What is measured: a store with every answer computed anew, or as it is served, with answers kept. */
export type ServerName = StoreName | `${StoreName}, kept`;

/** The seed, or a graph of 100,000 resources beside it. */
export type GraphSize = 'seed' | 'large';
export type Targets = Readonly<Partial<Record<ServerName, number>>>;

export interface BenchCase {
  readonly name: string;
  /** GraphQL text. */
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** How many clients ask at once, each on a connection of its own. */
  readonly clients: number;
  /** The 95th percentile that is promised, in ms, where one is. */
  readonly targetP95Ms?: Readonly<Partial<Record<GraphSize, Targets>>>;
  /** Measured on servers that keep answers, too. */
  readonly alsoKept?: boolean;
}

const QUESTIONS = path.join(import.meta.dirname, '..', 'questions');
const TARGETS = { seed: { memory: 30, neo4j: 150 }, large: { neo4j: 400 } } as const;
/** Question 01 is what portals ask; its targets for one client are those of the whole product. */
const MAIN_QUESTION = '01';
const MAIN_TARGETS = { seed: { memory: 8, neo4j: 80 }, large: { memory: 25, neo4j: 400 } } as const;
const MANY_CLIENTS = 16;

/** The product's own questions, each asked by one client, and the main one by many too. */
function questionCases(): BenchCase[] {
  return readdirSync(QUESTIONS)
    .toSorted()
    .flatMap((file): BenchCase[] => {
      const name = `question ${file.slice(0, 2)}`;
      const document = readFileSync(path.join(QUESTIONS, file), 'utf8');
      if (!file.startsWith(MAIN_QUESTION)) return [{ name, document, clients: 1, targetP95Ms: TARGETS }];
      return [
        { name, document, clients: 1, targetP95Ms: MAIN_TARGETS },
        {
          name: `${name}, ${MANY_CLIENTS} clients`,
          document,
          clients: MANY_CLIENTS,
          targetP95Ms: { seed: { 'memory, kept': 30, 'neo4j, kept': 300 } },
          alsoKept: true,
        },
      ];
    });
}

export const CASES: readonly BenchCase[] = [
  ...questionCases(),
  {
    name: 'search',
    document: `query Search($text: String!) {
      search(query: $text, first: 20) { totalCount suggestions edges { score highlights { fragment } node { id name } } }
    }`,
    variables: { text: 'monitoring machine learning in production' },
    clients: 1,
    targetP95Ms: { seed: { memory: 20, neo4j: 20 }, large: { memory: 80, neo4j: 80 } },
  },
  {
    name: 'suggest',
    document: 'query Suggest($prefix: String!) { suggest(prefix: $prefix, first: 8) { kind label hint } }',
    variables: { prefix: 'data val' },
    clients: 1,
    targetP95Ms: { seed: { memory: 10, neo4j: 10 }, large: { memory: 30, neo4j: 30 } },
  },
  {
    name: 'neighbourhood of KDD, 3 deep',
    document: `query Around($id: ID!) {
      neighborhood(id: $id, depth: 3, first: 500) {
        truncated omittedNodeCount nodes { kind degree node { id } } edges { kind source target }
      }
    }`,
    variables: { id: 'Venue:kdd' },
    clients: 1,
  },
  {
    name: 'a list of 35 kB',
    document: `query List($first: Int!) {
      resources(first: $first, orderBy: [{ field: YEAR }, { field: TITLE, direction: ASC }]) {
        totalCount
        nodes {
          id title year url
          authors(first: 3) { nodes { id name } }
          topics(first: 3) { edges { score node { slug name } } }
        }
      }
    }`,
    variables: { first: 56 },
    clients: 1,
  },
  {
    name: 'one node',
    document: 'query Node($id: ID!) { node(id: $id) { id ... on Topic { name } } }',
    variables: { id: 'Topic:feature-store' },
    clients: 1,
  },
];

/** The body of the request. */
export function bodyOf({ document, variables }: BenchCase): string {
  return JSON.stringify({ query: document, variables });
}
