/** An answer for a person: headings, indented items, tables where the shape is a table. */
import { inline, nameField, scalarText } from './inline.ts';
import { isList, isObject, isScalar, objectsOf, type Json, type JsonObject } from './json.ts';
import { bucketName, crossLines, facetLines, trendLines } from './shapes.ts';
import { table, type Cell } from './table.ts';
import { cut, widthOf } from './width.ts';

const INDENT = '  ';

/** Lines of the data of an answer, at most `width` columns wide. */
export function answerLines(data: JsonObject, width: number): string[] {
  return Object.entries(data).flatMap(([key, value]) => [...field(key, value, width), '']);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : INDENT + line));
}

/** `key: value` on one line where it fits, else the key as a heading and the value below it. */
function field(key: string, value: Json, width: number): string[] {
  const tabular = isObject(value) ? tableOf(value, width) : null;
  if (tabular !== null) return [`${key}:`, ...indented(tabular)];
  const line = isList(value) && value.length > 3 && !value.every(isScalar) ? null : inline(value);
  if (line !== null && widthOf(line) + key.length + 2 <= width) return [`${key}: ${line}`];
  if (isScalar(value)) return [cut(`${key}: ${scalarText(value)}`, width)];
  if (isList(value)) return [`${key}:`, ...indented(list(value, width - INDENT.length))];
  const total = typeof value['totalCount'] === 'number' ? ` (${value['totalCount']} in total)` : '';
  return [`${key}${total}:`, ...indented(object(value, width - INDENT.length))];
}

function tableOf(value: JsonObject, width: number): string[] | null {
  const options = { width: width - INDENT.length };
  if (isList(value['buckets'])) return facetLines(value, options);
  if (isList(value['series'])) return trendLines(value, options);
  if (isList(value['counts']) && isList(value['rows'])) return crossLines(value, options);
  return null;
}

/** The fields of an object, the page bookkeeping of a connection left out. */
function object(value: JsonObject, width: number): string[] {
  const connection = isList(value['nodes']) || isList(value['edges']) || isObject(value['pageInfo']);
  const { pageInfo: _pageInfo, ...shown } = value;
  return Object.entries(shown).flatMap(([key, inner]) => {
    if (key === '__typename' || key === 'totalCount') return [];
    if (connection && (key === 'nodes' || key === 'edges') && isList(inner)) return list(inner, width);
    return field(key, inner, width);
  });
}

function list(items: readonly Json[], width: number): string[] {
  if (items.length === 0) return ['none'];
  const objects = objectsOf(items);
  if (objects.length < items.length) return items.map((value) => cut(inline(value) ?? JSON.stringify(value), width));
  const flat = flatTable(objects, width);
  if (flat !== null) return flat;
  return objects.flatMap((entry) => item(entry, width));
}

/** A table for objects whose fields are all single values; one or two columns read better as lines. */
function flatTable(objects: readonly JsonObject[], width: number): string[] | null {
  const keys = Object.keys(objects[0] ?? {}).filter((key) => key !== '__typename');
  const flat = objects.every((entry) => keys.every((key) => isScalar(entry[key])));
  if (!flat || keys.length < 2 || keys.includes('url')) return null;
  const cell = (value: Json | undefined): Cell =>
    typeof value === 'number' ? Number(scalarText(value)) : isScalar(value) ? scalarText(value) : '';
  return table(
    keys,
    objects.map((entry) => keys.map((key) => cell(entry[key]))),
    { width },
  );
}

/** One item of a list: `• Title (2019)`, then what else is known, indented. */
function item(entry: JsonObject, width: number): string[] {
  const tabular = tableOf(entry, width);
  if (tabular !== null) return [...tabular, ''];
  if (isObject(entry['bucket'])) return group(entry, entry['bucket'], width);
  const node = isObject(entry['node']) ? entry['node'] : null;
  const merged: JsonObject = node === null ? entry : { ...node, ...withoutNode(entry) };
  const name = nameField(merged);
  if (name === null) return ['•', ...indented(object(merged, width - INDENT.length))];
  const year = typeof merged['year'] === 'number' ? ` (${merged['year']})` : '';
  const title = `• ${cut(scalarText(merged[name] as string), width - 10)}${year}`;
  const rest = Object.entries(merged).filter(([key, value]) => !HEADING.has(key) && key !== name && value !== null);
  return [title, ...indented(rest.flatMap(([key, value]) => field(key, value, width - INDENT.length)))];
}

/** Fields that the heading of an item says already. */
const HEADING = new Set(['id', 'slug', 'year', '__typename', 'cursor']);

function withoutNode(edge: JsonObject): JsonObject {
  const { node: _node, ...rest } = edge;
  return rest;
}

/** A group: its bucket as the heading, its resources below. */
function group(entry: JsonObject, bucket: JsonObject, width: number): string[] {
  const count = typeof bucket['count'] === 'number' ? ` (${bucket['count']})` : '';
  const inner = Object.entries(withoutBucket(entry)).flatMap(([key, value]) =>
    isObject(value) && key === 'resources' ? object(value, width - INDENT.length) : field(key, value, width),
  );
  return [`── ${bucketName(bucket)}${count} ──`, ...indented(inner), ''];
}

function withoutBucket(entry: JsonObject): JsonObject {
  const { bucket: _bucket, ...rest } = entry;
  return rest;
}
