/**
 * Everything that is asked of whole filtered sets, for every parent, in one statement: each distinct set is collected
 * once, and each ask is a subquery over one of them.
 */
import { z } from 'zod';
import { unreachable } from '../../../domain/errors.ts';
import { FILTER_KEY_OF_FACET, type FacetField } from '../../../domain/facet.ts';
import { withoutKey, type ResourceFilter } from '../../../domain/filter.ts';
import type { AggregateAsk, AggregateQuestion } from '../../graph-store.ts';
import type { Catalog } from '../catalog.ts';
import { cy, int, join, name, named, param, type Fragment, type NamedFragment } from '../cypher.ts';
import { columnsOf } from '../rows.ts';
import { compileScope, findResources, numbered } from '../scope.ts';

const bucketRow = z.object({
  key: z.union([z.string(), z.number()]),
  count: z.number(),
  node: z.array(z.unknown()).nullable(),
});
export type BucketRow = z.infer<typeof bucketRow>;

const facetPart = { total: z.number(), missing: z.number(), distinct: z.number(), buckets: z.array(bucketRow) };
const pair = z.tuple([z.number(), z.number()]);
export const askRow = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('count'), total: z.number() }),
  z.object({ ask: z.literal('facet'), ...facetPart }),
  z.object({
    ask: z.literal('trend'),
    undated: z.number(),
    years: z.array(pair),
    series: z.array(z.object({ bucket: bucketRow, cells: z.array(pair) })),
  }),
  z.object({
    ask: z.literal('cross'),
    total: z.number(),
    rows: z.object(facetPart),
    columns: z.object(facetPart),
    cells: z.array(z.object({ row: bucketRow.shape.key, column: bucketRow.shape.key, count: z.number() })),
  }),
  z.object({ ask: z.literal('topicWeights'), total: z.number(), counts: z.array(pair) }),
]);
export type AskRow = z.infer<typeof askRow>;
export const aggregateRow = z.object({ parent: z.string(), answers: z.array(askRow) });

/** Binds `key` to each value of `n` in a field; no row where it has none. Topics are told by their place in the catalogue. */
function explode(field: FacetField, rollUp: boolean, key: Fragment): Fragment {
  const single = (expression: Fragment): Fragment => cy`WITH *, ${expression} AS ${key} WHERE ${key} IS NOT NULL`;
  switch (field) {
    case 'TYPE':
      return single(cy`n.type`);
    case 'VENUE':
      return single(cy`n.venueId`);
    case 'VENUE_EDITION':
      return single(cy`n.editionId`);
    case 'TRACK':
      return single(cy`n.track`);
    case 'YEAR':
      return single(cy`n.year`);
    case 'LANGUAGE':
      return single(cy`n.language`);
    case 'TOPIC':
      return cy`UNWIND n.${name(rollUp ? 'topicOrdinalsUp' : 'topicOrdinals')} AS ${key}`;
    case 'AUTHOR':
      return cy`MATCH (n)-[:AUTHORED_BY]->(v:Author) WITH *, v.id AS ${key}`;
    case 'ORGANIZATION':
      return cy`MATCH (n)-[:HAS_ORGANIZATION]->(v:Organization) WITH *, v.id AS ${key}`;
    case 'SOURCE':
      return cy`MATCH (n)-[:LISTED_IN]->(v:Source) WITH *, v.id AS ${key}`;
    default:
      return unreachable(field);
  }
}

/** That `n` has no value in a field. */
function lacks(field: FacetField): Fragment {
  switch (field) {
    case 'TYPE':
      return cy`n.type IS NULL`;
    case 'VENUE':
      return cy`n.venueId IS NULL`;
    case 'VENUE_EDITION':
      return cy`n.editionId IS NULL`;
    case 'TRACK':
      return cy`n.track IS NULL`;
    case 'YEAR':
      return cy`n.year IS NULL`;
    case 'LANGUAGE':
      return cy`n.language IS NULL`;
    case 'TOPIC':
      return cy`n.topicCount = 0`;
    case 'AUTHOR':
      return cy`n.authorCount = 0`;
    case 'ORGANIZATION':
      return cy`n.organizationCount = 0`;
    case 'SOURCE':
      return cy`n.sourceCount = 0`;
    default:
      return unreachable(field);
  }
}

/** The node of a bucket, for the fields whose nodes are too many to be held in memory. */
function bucketNode(field: FacetField, key: Fragment): Fragment {
  if (field === 'AUTHOR') return cy`head(COLLECT { MATCH (w:Author {id: ${key}}) RETURN ${columnsOf('AUTHOR', 'w')} })`;
  if (field === 'ORGANIZATION')
    return cy`head(COLLECT { MATCH (w:Organization {id: ${key}}) RETURN ${columnsOf('ORGANIZATION', 'w')} })`;
  return cy`null`;
}

/** Years are ordered as text, as all keys are. */
function sortable(field: FacetField, key: Fragment): Fragment {
  return field === 'YEAR' ? cy`toString(${key})` : key;
}

type FacetAsk = Pick<Extract<AggregateAsk, { ask: 'facet' }>, 'field' | 'first' | 'rollUpTopics'>;

/** A subquery that returns a facet of `set` as `result`. */
function facet(ask: FacetAsk, set: Fragment, result: Fragment): Fragment {
  const key = name('key');
  return cy`CALL (${set}) {
      CALL (${set}) {
        UNWIND ${set} AS n ${explode(ask.field, ask.rollUpTopics, key)}
        WITH key, count(*) AS count ORDER BY count DESC, ${sortable(ask.field, key)}
        RETURN collect({key: key, count: count}) AS ranked
      }
      CALL (ranked) {
        UNWIND ranked[..${param(int(ask.first))}] AS entry
        RETURN collect({key: entry.key, count: entry.count, node: ${bucketNode(ask.field, cy`entry.key`)}}) AS buckets
      }
      RETURN {ask: 'facet', total: size(${set}), missing: size([n IN ${set} WHERE ${lacks(ask.field)}]),
        distinct: size(ranked), buckets: buckets} AS ${result}
    }`;
}

function trend(ask: Extract<AggregateAsk, { ask: 'trend' }>, set: Fragment, result: Fragment): Fragment {
  const key = name('key');
  const bound = (value: number | null): Fragment => param(value === null ? null : int(value));
  const [from, to] = [bound(ask.from), bound(ask.to)];
  return cy`CALL (${set}) {
      WITH [n IN ${set} WHERE n.year IS NOT NULL AND (${from} IS NULL OR n.year >= ${from})
        AND (${to} IS NULL OR n.year <= ${to})] AS dated, size([n IN ${set} WHERE n.year IS NULL]) AS undated
      CALL (dated) {
        UNWIND dated AS n WITH n.year AS year, count(*) AS count RETURN collect([year, count]) AS years
      }
      CALL (dated) {
        UNWIND dated AS n ${explode(ask.groupBy, ask.rollUpTopics, key)}
        WITH key, n.year AS year, count(*) AS count
        WITH key, sum(count) AS total, collect([year, count]) AS cells
        ORDER BY total DESC, ${sortable(ask.groupBy, key)} LIMIT ${param(int(ask.first))}
        RETURN collect({bucket: {key: key, count: total, node: ${bucketNode(ask.groupBy, key)}}, cells: cells}) AS series
      }
      RETURN {ask: 'trend', undated: undated, years: years, series: series} AS ${result}
    }`;
}

function cross(ask: Extract<AggregateAsk, { ask: 'cross' }>, set: Fragment, result: Fragment): Fragment {
  const { rollUpTopics } = ask;
  return cy`CALL (${set}) {
      ${facet({ field: ask.rows, first: ask.firstRows, rollUpTopics }, set, cy`rows`)}
      ${facet({ field: ask.columns, first: ask.firstColumns, rollUpTopics }, set, cy`columns`)}
      WITH *, [entry IN rows.buckets | entry.key] AS rowKeys, [entry IN columns.buckets | entry.key] AS columnKeys
      CALL (${set}, rowKeys, columnKeys) {
        UNWIND ${set} AS n
        ${explode(ask.rows, rollUpTopics, cy`row`)}
        WITH n, row, columnKeys WHERE row IN rowKeys
        ${explode(ask.columns, rollUpTopics, cy`column`)}
        WITH row, column, columnKeys WHERE column IN columnKeys
        WITH row, column, count(*) AS count
        RETURN collect({row: row, column: column, count: count}) AS cells
      }
      RETURN {ask: 'cross', total: size(${set}), rows: rows, columns: columns, cells: cells} AS ${result}
    }`;
}

/** Counts of all topics of `set`: there are few, and their order needs numbers that the catalogue holds. */
function topicCounts(set: Fragment, result: Fragment): Fragment {
  return cy`CALL (${set}) {
      UNWIND ${set} AS n UNWIND n.topicOrdinals AS topic WITH topic, count(*) AS count
      WITH collect([topic, count]) AS counts
      RETURN {ask: 'topicWeights', total: size(${set}), counts: counts} AS ${result}
    }`;
}

function answer(ask: AggregateAsk, set: Fragment, result: Fragment): Fragment {
  switch (ask.ask) {
    case 'count':
      return cy`WITH *, {ask: 'count', total: size(${set})} AS ${result}`;
    case 'facet':
      return facet(ask, set, result);
    case 'trend':
      return trend(ask, set, result);
    case 'cross':
      return cross(ask, set, result);
    case 'topicWeights':
      return topicCounts(set, result);
    default:
      return unreachable(ask);
  }
}

/** The filter whose resources an ask is about. */
function filterOf(ask: AggregateAsk, filter: ResourceFilter): ResourceFilter {
  return ask.ask === 'facet' && ask.disjunctive ? withoutKey(filter, FILTER_KEY_OF_FACET[ask.field]) : filter;
}

export function aggregateStatement(question: AggregateQuestion, catalog: Catalog, resources: number): NamedFragment {
  const known = { catalog, resources };
  const scope = compileScope(question.scope, known);
  const filters = question.asks.map((ask) => JSON.stringify(filterOf(ask, question.filter)));
  const distinct = [...new Set(filters)];
  const sets = distinct.map((text, index) => {
    const filter = filterOf(question.asks[filters.indexOf(text)] ?? { ask: 'count' }, question.filter);
    const found = findResources(scope, { filter, wanted: Infinity }, known);
    return cy`CALL (p) { ${found} RETURN collect(n) AS ${numbered('set', index)} }`;
  });
  const answers = question.asks.map((ask, index) => {
    const set = numbered('set', distinct.indexOf(filters[index] ?? ''));
    return answer(ask, set, numbered('answer', index));
  });
  const results = question.asks.map((_ask, index) => numbered('answer', index));
  return named(
    'aggregate',
    cy`UNWIND ${param(scope.rows)} AS p ${join([...sets, ...answers], cy` `)}
    RETURN p.key AS parent, [${join(results, cy`, `)}] AS answers`,
  );
}

/** A set that is only counted need not be collected. */
export function countStatement(question: AggregateQuestion, catalog: Catalog, resources: number): NamedFragment {
  const known = { catalog, resources };
  const scope = compileScope(question.scope, known);
  const found = findResources(scope, { filter: question.filter, wanted: Infinity }, known);
  return named(
    'count',
    cy`UNWIND ${param(scope.rows)} AS p
    CALL (p) { ${found} RETURN count(n) AS total }
    RETURN p.key AS parent, [{ask: 'count', total: total}] AS answers`,
  );
}
