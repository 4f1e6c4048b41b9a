/** What a scripted database says of the small graph: enough for the product to be ready, and to count resources. */
import { deriveGraph } from '../../src/domain/derived.ts';
import { LOAD_FORMAT } from '../../src/store/neo4j/load-plan.ts';
import { LABELS } from '../../src/store/neo4j/schema.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import type { Answer, Rows } from './bolt-stub.ts';

/** A question that needs one statement after the checks of the graph, and its name. */
export const QUESTION = '{ resources { totalCount } }';
export const QUESTION_NAME = 'Query.resources';
/** So that each question is put to the database: nothing is kept here that could answer it. */
export const NOTHING_KEPT = { RESPONSE_CACHE_BYTES: '0', READ_INDEX_RESOURCES: '0', KEPT_NODES: '0' };
const TOTAL = SMALL_GRAPH.resources.length;
export const ANSWER = { data: { resources: { totalCount: TOTAL } } };

const FIGURES = JSON.stringify(deriveGraph(SMALL_GRAPH).figures);
const REVISION = {
  state: 'ready',
  revision: SMALL_GRAPH.revision,
  builtAt: '2026-01-01T00:00:00.000Z',
  figures: FIGURES,
  loader: null,
  leaseUntil: null,
  format: LOAD_FORMAT,
};
const CONSTRAINTS = [
  ...Object.values(LABELS).flatMap((label) => [
    [label, 'id'],
    [label, 'slug'],
  ]),
  ...['Identifier', 'Graph', 'SearchPart'].map((label) => [label, 'key']),
  ['Origin', 'number'],
];
const ANSWERS: Readonly<Record<string, Rows>> = {
  status: { keys: Object.keys(REVISION), rows: [Object.values(REVISION)] },
  constraints: { keys: ['label', 'key'], rows: CONSTRAINTS },
  // No topic, venue or source: the question needs none.
  catalog: { keys: ['kind', 'node'], rows: [] },
  [QUESTION_NAME]: { keys: ['parent', 'answers'], rows: [['', [{ ask: 'count', total: TOTAL }]]] },
};

/** Answers the statements of a start and of the question; to any other, such as a write, it answers without rows. */
export const scripted: Answer = (coordinate) => ANSWERS[coordinate] ?? { keys: [], rows: [] };
