/** What a list may hold at most: the sizes that the cost formula multiplies. A list without an entry stops the start. */
import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { NODE_KINDS } from '../domain/ids.ts';
import { STORED_EDGE_KINDS } from '../domain/model.ts';
import { bucketLimit } from './connection.ts';
import { narrowerDepth } from './resolvers/nodes.ts';
import type { LongestLists } from '../store/graph-store.ts';

export type Arguments = Readonly<Record<string, unknown>>;
/** Size of a list from its field's arguments, those of the field above, and the longest lists of the graph. */
type ListSize = (args: Arguments, above: Arguments, longest: LongestLists) => number;

const length = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
const limit = (name: string, fallback: number) => (args: Arguments) =>
  bucketLimit(name, (args[name] as number | null | undefined) ?? null, fallback);
const above =
  (size: (args: Arguments) => number): ListSize =>
  (_, args) =>
    size(args);
const longestOf =
  (list: keyof LongestLists): ListSize =>
  (_, __, longest) =>
    longest[list];

const LIST_SIZES: Readonly<Record<string, ListSize>> = {
  'Query.nodes': ({ ids }) => length(ids),
  'Query.venues': longestOf('Query.venues'),
  'Query.topics': longestOf('Query.topics'),
  'Query.sources': longestOf('Query.sources'),
  'Dataset.sources': longestOf('Query.sources'),
  'Dataset.counts': () => NODE_KINDS.length,
  'Dataset.edgeCounts': () => STORED_EDGE_KINDS.length,
  'Venue.editions': longestOf('Venue.editions'),
  'Topic.broader': longestOf('Topic.broader'),
  'Topic.narrower': ({ depth }, _, longest) =>
    longest[narrowerDepth(depth as number | null | undefined) === 1 ? 'Topic.narrower' : 'Topic.narrower.deep'],
  'Topic.ancestors': longestOf('Topic.ancestors'),
  'Topic.related': longestOf('Topic.related'),
  'Resource.provenance': longestOf('Resource.provenance'),
  'AuthorshipEdge.organizations': longestOf('AuthorshipEdge.organizations'),
  'ResourceConnection.facets': (args) => length(args['by']),
  'ResourceConnection.groups': limit('first', 10),
  'Facet.buckets': above(limit('first', 20)),
  'Trend.series': above(limit('first', 10)),
  'CrossTable.rows': above(limit('firstRows', 20)),
  'CrossTable.columns': above(limit('firstColumns', 20)),
};

/** One item a list: the least a query can cost, for what can be refused before the graph has been asked. */
export const SHORT_LISTS: LongestLists = {
  'Venue.editions': 1,
  'Venue.tracks': 1,
  'Topic.broader': 1,
  'Topic.narrower': 1,
  'Topic.narrower.deep': 1,
  'Topic.ancestors': 1,
  'Topic.related': 1,
  'Topic.altLabels': 1,
  'Topic.exactMatches': 1,
  'Source.sections': 1,
  'Resource.urls': 1,
  'Resource.provenance': 1,
  'AuthorshipEdge.organizations': 1,
  'Query.venues': 1,
  'Query.topics': 1,
  'Query.sources': 1,
};

function isListOfObjects(type: GraphQLOutputType): boolean {
  const inner = isNonNullType(type) ? type.ofType : type;
  return isListType(inner) && isCompositeType(getNamedType(inner));
}

/** Size of the list at a coordinate. @throws DomainError when a size argument is out of range. */
export function listSize(coordinate: string, args: Arguments, aboveArgs: Arguments, longest: LongestLists): number {
  const size = LIST_SIZES[coordinate];
  if (size === undefined) throw new Error(`The list ${coordinate} has no price`);
  return size(args, aboveArgs, longest);
}

/** @throws Error (a bug) naming the lists of objects that have no entry. */
export function checkListSizes(schema: GraphQLSchema): void {
  const unpriced: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const paged = type.name.endsWith('Connection') && (field.name === 'nodes' || field.name === 'edges');
      if (isListOfObjects(field.type) && !paged && LIST_SIZES[coordinate] === undefined) unpriced.push(coordinate);
    }
  }
  if (unpriced.length > 0) throw new Error(`Lists without a price: ${unpriced.join(', ')}`);
}
