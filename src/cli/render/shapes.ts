/** Answers that are tables by nature: facets, trends and cross tables. */
import { isList, isObject, objectsOf, type Json, type JsonObject } from './json.ts';
import { scalarText } from './inline.ts';
import { table, type Cell, type TableOptions } from './table.ts';
import { harmless } from './width.ts';

const BAR_WIDTH = 24;

/** What a bucket is called: its label, else its key. */
export function bucketName(bucket: JsonObject): string {
  const name = bucket['label'] ?? bucket['key'] ?? '–';
  return harmless(String(name));
}

function bar(count: number, largest: number): string {
  return '█'.repeat(largest === 0 ? 0 : Math.max(1, Math.round((count / largest) * BAR_WIDTH)));
}

function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** A facet: its buckets with a bar each, and what the buckets leave out. */
export function facetLines(facet: JsonObject, options: TableOptions): string[] {
  const buckets = objectsOf(facet['buckets']);
  const largest = Math.max(0, ...buckets.map((bucket) => numberOf(bucket['count'])));
  const withShare = buckets.some((bucket) => typeof bucket['share'] === 'number');
  const rows = buckets.map((bucket): Cell[] => {
    const count = numberOf(bucket['count']);
    const share = withShare ? [`${(numberOf(bucket['share']) * 100).toFixed(1)} %`] : [];
    return [bucketName(bucket), count, ...share, bar(count, largest)];
  });
  const title = typeof facet['field'] === 'string' ? facet['field'] : 'value';
  const rest = [
    numberOf(facet['otherCount']) > 0 ? `${scalarText(numberOf(facet['otherCount']))} more values` : '',
    numberOf(facet['missingCount']) > 0 ? `${scalarText(numberOf(facet['missingCount']))} without a value` : '',
  ].filter((text) => text !== '');
  return [
    ...table([title, 'count', ...(withShare ? ['share'] : []), ''], rows, options),
    ...(rest.length > 0 ? [`(${rest.join(', ')})`] : []),
  ];
}

/** A trend: one row a series, one column a year. */
export function trendLines(trend: JsonObject, options: TableOptions): string[] {
  const years = isList(trend['years']) ? trend['years'].map(String) : [];
  const rows = objectsOf(trend['series']).map((series): Cell[] => {
    const counts = isList(series['counts']) ? series['counts'].map(numberOf) : [];
    return [isObject(series['bucket']) ? bucketName(series['bucket']) : '', ...counts];
  });
  const undated = numberOf(trend['undatedCount']);
  return [...table(['', ...years], rows, options), ...(undated > 0 ? [`(${undated} without a year)`] : [])];
}

/** A cross table: rows by columns, the first row and column named. */
export function crossLines(cross: JsonObject, options: TableOptions): string[] {
  const columns = objectsOf(cross['columns']).map(bucketName);
  const counts = isList(cross['counts']) ? cross['counts'] : [];
  const rows = objectsOf(cross['rows']).map((bucket, index): Cell[] => {
    const line = counts[index];
    return [bucketName(bucket), ...(isList(line) ? line.map(numberOf) : [])];
  });
  return table(['', ...columns], rows, options);
}
