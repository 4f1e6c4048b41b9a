/** Sends random operations to a server and collects what must not be in an answer. */
import { Kind, parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { GraphRecords } from '../../src/domain/model.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import type { Json } from '../graphql/small-engine.ts';
import { ShapeChecker } from './answer-shape.ts';
import { OperationWriter, type RandomOperation } from './random-operation.ts';
import { randomSource } from './random-source.ts';
import { valuePool } from './random-values.ts';

/** Each operation is made of its number alone, so that one can be sent again. */
export interface RandomRun {
  readonly url: string;
  readonly graph: GraphRecords;
  readonly seed: number;
  readonly count: number;
  readonly atOnce: number;
}

export interface RandomReport {
  /** What is wrong, with the number of the operation; at most some. */
  readonly faults: readonly string[];
  /** By status and by code of the first error. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
}

interface Body {
  readonly data?: Json;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const MAX_FAULTS = 20;
const MAX_MS = 5_000;
const MAX_CURSORS = 200;
/** Codes that say that a request was wrong or too much; every other one says that the server was. */
const REFUSALS = [
  'BAD_USER_INPUT',
  'INVALID_ID',
  'INVALID_CURSOR',
  'FILTER_TOO_LARGE',
  'QUERY_TOO_COSTLY',
  'QUERY_TOO_WIDE',
  'QUERY_TOO_DEEP',
];

function shapeFaults(schema: GraphQLSchema, { query }: RandomOperation, data: Json): string[] {
  const [operation] = parse(query).definitions;
  const type = schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || type == null) throw new Error('An operation was written');
  const checker = new ShapeChecker(schema);
  const { selectionSet } = operation satisfies OperationDefinitionNode;
  checker.object(type, selectionSet, data as Readonly<Record<string, Json>>, type.name);
  return checker.faults.slice(0, 3);
}

function faultsOf(schema: GraphQLSchema, operation: RandomOperation, status: number, body: Body, ms: number): string[] {
  const { data = null, errors = [] } = body;
  const codes = errors.map(({ extensions }) => extensions?.code ?? 'no code');
  const wrong = codes.filter((code) => !REFUSALS.includes(code));
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...wrong.map((code) => `code ${code}`),
    ...(ms > MAX_MS ? [`${Math.round(ms)} ms`] : []),
    ...(data === null
      ? errors.length === 0
        ? ['neither data nor errors']
        : []
      : shapeFaults(schema, operation, data)),
  ];
}

export async function runRandomOperations({ url, graph, seed, count, atOnce }: RandomRun): Promise<RandomReport> {
  const schema = createSchema('schema.graphql');
  const pool = valuePool(graph);
  const faults: string[] = [];
  const outcomes: Record<string, number> = {};
  let slowestMs = 0;
  let next = 0;

  async function sendOne(number: number): Promise<void> {
    // Cursors come from answers, whose order varies: an operation that is sent again meets others.
    const operation = new OperationWriter(schema, randomSource(seed * 1_000_003 + number), pool).operation();
    const startedAt = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify(operation),
    });
    const text = await response.text();
    const ms = performance.now() - startedAt;
    slowestMs = Math.max(slowestMs, ms);
    const body = JSON.parse(text) as Body;
    const outcome = `${response.status} ${body.errors?.[0]?.extensions?.code ?? 'OK'}`;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    for (const [, cursor] of text.matchAll(/"(\w{60,}[\w-]*)"/g)) {
      if (cursor !== undefined && pool.cursors.length < MAX_CURSORS) pool.cursors.push(cursor);
    }
    const found = faultsOf(schema, operation, response.status, body, ms);
    if (found.length > 0 && faults.length < MAX_FAULTS) {
      faults.push(`${found.join('; ')} in operation ${number}: ${JSON.stringify(operation)}`);
    }
  }

  async function work(): Promise<void> {
    while (next < count && faults.length < MAX_FAULTS) {
      next += 1;
      await sendOne(next);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return { faults, outcomes, slowestMs };
}
