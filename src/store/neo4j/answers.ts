/** Rows to answers: pages, facets, trends, tables and items. */
import { unreachable } from '../../domain/errors.ts';
import type { Bucket, FacetField } from '../../domain/facet.ts';
import { slugOf, type NodeId } from '../../domain/ids.ts';
import type { Entity } from '../../domain/model.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { rankTopicWeights, type TopicCount } from '../../domain/topic-weight.ts';
import type { AggregateAnswer, AggregateAsk, ParentKey } from '../graph-store.ts';
import { topicAt, type Catalog } from './catalog.ts';
import { authorRow, organizationRow } from './rows.ts';
import type { AskRow, BucketRow } from './statements/aggregate.ts';

/** A page from items in its own direction, of which there is one more than asked where the list goes on. */
export function toPage<Item>(found: readonly Item[], page: PageRequest): Page<Item> {
  const more = found.length > page.size;
  const items = found.slice(0, page.size);
  if (page.from === 'start') {
    return { items, hasNext: more || page.before !== null, hasPrevious: page.after !== null };
  }
  return { items: items.toReversed(), hasNext: page.before !== null, hasPrevious: more || page.after !== null };
}

function bucketNode(field: FacetField, row: BucketRow, catalog: Catalog): Entity | null {
  switch (field) {
    case 'AUTHOR':
      return authorRow.parse(row.node);
    case 'ORGANIZATION':
      return organizationRow.parse(row.node);
    case 'TOPIC':
      return topicAt(catalog, Number(row.key));
    case 'VENUE':
    case 'VENUE_EDITION':
    case 'SOURCE':
      return catalog.get(row.key as NodeId) ?? null;
    case 'TYPE':
    case 'TRACK':
    case 'YEAR':
    case 'LANGUAGE':
      return null;
    default:
      return unreachable(field);
  }
}

function share(count: number, total: number): number {
  return total === 0 ? 0 : count / total;
}

function toBucket(field: FacetField, row: BucketRow, total: number, catalog: Catalog): Bucket {
  const node = bucketNode(field, row, catalog);
  const key = node === null ? String(row.key) : slugOf(node.id);
  return { key, count: row.count, share: share(row.count, total), node };
}

function yearsBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_none, index) => first + index);
}

function toTrend(
  ask: Extract<AggregateAsk, { ask: 'trend' }>,
  row: Extract<AskRow, { ask: 'trend' }>,
  catalog: Catalog,
): AggregateAnswer {
  const totals = new Map(row.years);
  const seen = [...totals.keys()];
  const total = [...totals.values()].reduce((sum, count) => sum + count, 0);
  const years = seen.length === 0 ? [] : yearsBetween(ask.from ?? Math.min(...seen), ask.to ?? Math.max(...seen));
  const series = row.series.map(({ bucket, cells }) => {
    const byYear = new Map(cells);
    const counts = years.map((year) => byYear.get(year) ?? 0);
    const shares = years.map((year, index) => share(counts[index] ?? 0, totals.get(year) ?? 0));
    return { bucket: toBucket(ask.groupBy, bucket, total, catalog), counts, shares };
  });
  return { ask: 'trend', trend: { groupBy: ask.groupBy, years, undatedCount: row.undated, series } };
}

function toCross(
  ask: Extract<AggregateAsk, { ask: 'cross' }>,
  row: Extract<AskRow, { ask: 'cross' }>,
  catalog: Catalog,
): AggregateAnswer {
  const cells = new Map(row.cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell.count]));
  const counts = row.rows.buckets.map((left) =>
    row.columns.buckets.map((top) => cells.get(JSON.stringify([left.key, top.key])) ?? 0),
  );
  const buckets = (field: FacetField, rows: readonly BucketRow[]): Bucket[] =>
    rows.map((bucket) => toBucket(field, bucket, row.total, catalog));
  const [rows, columns] = [buckets(ask.rows, row.rows.buckets), buckets(ask.columns, row.columns.buckets)];
  return { ask: 'cross', cross: { rows, columns, counts, totalCount: row.total } };
}

function toTopicWeights(
  ask: Extract<AggregateAsk, { ask: 'topicWeights' }>,
  row: Extract<AskRow, { ask: 'topicWeights' }>,
  { parent, catalog, resources }: AnswerContext,
): AggregateAnswer {
  const counts = row.counts
    .map(([ordinal, count]): TopicCount => {
      const topic = topicAt(catalog, ordinal);
      return { topic, count, graphCount: catalog.resourceCount(topic.id) };
    })
    .filter(({ topic }) => topic.id !== parent);
  return { ask: 'topicWeights', weights: rankTopicWeights(counts, row.total, resources, ask.order, ask.first) };
}

/** What an answer is made with beside its row. */
export interface AnswerContext {
  /** The parent the row is of. */
  readonly parent: ParentKey;
  readonly catalog: Catalog;
  /** Resources of the whole graph. */
  readonly resources: number;
}

/** The answer to one ask. */
export function toAnswer(ask: AggregateAsk, row: AskRow, context: AnswerContext): AggregateAnswer {
  const { catalog } = context;
  if (ask.ask === 'topicWeights' && row.ask === 'topicWeights') return toTopicWeights(ask, row, context);
  if (ask.ask === 'count' && row.ask === 'count') return { ask: 'count', count: row.total };
  if (ask.ask === 'trend' && row.ask === 'trend') return toTrend(ask, row, catalog);
  if (ask.ask === 'cross' && row.ask === 'cross') return toCross(ask, row, catalog);
  if (ask.ask === 'facet' && row.ask === 'facet') {
    const buckets = row.buckets.map((bucket) => toBucket(ask.field, bucket, row.total, catalog));
    const otherCount = row.distinct - buckets.length;
    return { ask: 'facet', facet: { field: ask.field, buckets, otherCount, missingCount: row.missing } };
  }
  throw new Error('An answer of another kind than was asked');
}
