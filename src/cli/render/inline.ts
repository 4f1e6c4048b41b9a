/** Values that read well on one line: names, scalars, and short lists of these. */
import { harmless } from './width.ts';
import { isList, isObject, isScalar, objectsOf, type Json, type JsonObject } from './json.ts';

/** Fields that name an object, the best first. */
const NAMES = ['title', 'name', 'label', 'key', 'slug', 'id'] as const;

export function scalarText(value: null | boolean | number | string): string {
  if (value === null) return '–';
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toFixed(3)));
  return harmless(String(value));
}

/** The field that names an object, or `null`. */
export function nameField(object: JsonObject): string | null {
  return NAMES.find((field) => typeof object[field] === 'string') ?? null;
}

/** One line for a value, or `null` where it needs more. */
export function inline(value: Json): string | null {
  if (isScalar(value)) return scalarText(value);
  if (isList(value)) return joined(value.map(inline), ', ');
  if (isList(value['nodes'])) return connectionInline(value, value['nodes']);
  if (isList(value['edges'])) return connectionInline(value, value['edges']);
  if (isObject(value['node'])) {
    const { node, ...edge } = value;
    const name = inline(node as Json);
    return name === null ? null : withDetails(name, edge);
  }
  return namedInline(value);
}

function joined(parts: readonly (string | null)[], separator: string): string | null {
  if (parts.includes(null)) return null;
  return parts.length === 0 ? 'none' : parts.join(separator);
}

/** `A, B, C and 4 more`: a page of a list, with what it leaves out. */
function connectionInline(connection: JsonObject, items: readonly Json[]): string | null {
  const { nodes: _nodes, edges: _edges, pageInfo: _pageInfo, totalCount, ...rest } = connection;
  if (Object.keys(rest).length > 0) return null;
  const text = joined(items.map(inline), ', ');
  const more = typeof totalCount === 'number' ? totalCount - items.length : 0;
  return text === null || more <= 0 ? text : `${text} and ${more} more`;
}

/** `Name (year 2019, 3 in all)`. Objects with lists inside take more than a line. */
function namedInline(object: JsonObject): string | null {
  const field = nameField(object);
  if (field === null || objectsOf(object['buckets']).length > 0) return null;
  const { [field]: name, ...rest } = object;
  return withDetails(String(scalarText(name as string)), rest);
}

function withDetails(name: string, details: JsonObject): string | null {
  const shown = Object.entries(details).filter(([key]) => !['id', 'slug', '__typename', 'cursor'].includes(key));
  const parts = shown.map(([key, value]) => detail(key, value));
  const text = joined(
    parts.filter((part) => part !== ''),
    ', ',
  );
  if (text === null) return null;
  return text === 'none' ? name : `${name} (${text})`;
}

function detail(key: string, value: Json): string | null {
  if (value === null) return '';
  if (!isScalar(value)) {
    const text = inline(value);
    return text === null || text.length > 60 ? null : text === 'none' ? '' : text;
  }
  if (typeof value === 'number' && key !== 'year') return `${key} ${scalarText(value)}`;
  return scalarText(value);
}
