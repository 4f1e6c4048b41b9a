/** What is measured: one entry a case. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const STORES = ['memory', 'neo4j'] as const;
export type StoreName = (typeof STORES)[number];

export interface BenchCase {
  readonly name: string;
  /** GraphQL text. */
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** How many clients ask at once, each on a connection of its own. */
  readonly clients: number;
  /** The 95th percentile that is promised, in ms, where one is. */
  readonly targetP95Ms?: Readonly<Partial<Record<StoreName, number>>>;
}

/** The text of a question in `questions/`, by the start of its file's name. */
function question(name: string): string {
  return readFileSync(path.join(import.meta.dirname, '..', 'questions', `${name}.graphql`), 'utf8');
}

export const CASES: readonly BenchCase[] = [
  {
    name: 'question 01',
    document: question('01-papers-by-venue-touching-mlops-testing'),
    clients: 1,
    targetP95Ms: { memory: 15, neo4j: 80 },
  },
  {
    name: 'question 03',
    document: question('03-how-two-topics-connect'),
    clients: 1,
    targetP95Ms: { memory: 30, neo4j: 300 },
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
