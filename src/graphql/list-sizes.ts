/** How long each list of nodes or objects can be: what it is priced at. A list field without an entry stops the start. */
import { getNamedType, getNullableType, isCompositeType, isListType, isObjectType, type GraphQLSchema } from 'graphql';
import { NODE_KINDS } from '../domain/ids.ts';
import { MAX_REASONS } from '../domain/related.ts';
import { STORED_EDGE_KINDS } from '../domain/model.ts';
import { DEFAULT_GRAPH_NODES, DEFAULT_HOPS, DEFAULT_PATHS, MAX_GRAPH_EDGES } from './graph-size.ts';
import { DEFAULT_SUGGESTIONS } from './search-arguments.ts';
import { MAX_HIGHLIGHTS } from '../search/highlight.ts';
import type { LongestLists } from '../domain/figures.ts';
import { MAX_CANDIDATES } from './lookup.ts';

type Arguments = Readonly<Record<string, unknown>>;
/** The arguments of the field, of the one above, and of the one above that. */
type Nesting = readonly [own: Arguments, above: Arguments, aboveThat: Arguments];
type Size = (args: Nesting, longest: () => LongestLists) => number;

/** An argument of the field itself. */
const own =
  (name: string, defaultSize: number): Size =>
  ([args]) =>
    Number(args[name] ?? defaultSize);
/** An argument of the field above. */
const above =
  (name: string, defaultSize: number): Size =>
  ([, args]) =>
    Number(args[name] ?? defaultSize);
const lengthOf =
  (name: string): Size =>
  ([args]) =>
    (args[name] as readonly unknown[]).length;
/** The longest such list in the graph. */
const counted =
  (list: keyof LongestLists): Size =>
  (_, longest) =>
    longest()[list];

/** The edges of a path; its nodes are one more. */
const hops: Size = ([, , { maxHops }]) => Number(maxHops ?? DEFAULT_HOPS);

/** Every pair of the nodes may be joined, some of them more than once; in a topic graph they may also occur together. */
const pairsAbove: Size = ([, { first, minCount }], longest) => {
  const nodes = Number(first ?? DEFAULT_GRAPH_NODES);
  const edgesOfPair = longest()['Graph.edges.parallel'] + (minCount === undefined ? 0 : 1);
  return Math.min((edgesOfPair * nodes * (nodes - 1)) / 2, MAX_GRAPH_EDGES);
};

/** `Facet.buckets` stands under `facets`, `Trend.series` under `trend`; each repeats the default of that field. */
const SIZES: Readonly<Record<string, Size>> = {
  'Query.nodes': lengthOf('ids'),
  'Query.lookup': lengthOf('identifiers'),
  'LookupProblem.candidates': () => MAX_CANDIDATES,
  'Query.venues': counted('Query.venues'),
  'Query.topics': counted('Query.topics'),
  'Query.sources': counted('Query.sources'),
  'Dataset.sources': counted('Query.sources'),
  'Dataset.counts': () => NODE_KINDS.length,
  'Dataset.edgeCounts': () => STORED_EDGE_KINDS.length,
  'Resource.provenance': counted('Resource.provenance'),
  'AuthorshipEdge.organizations': counted('AuthorshipEdge.organizations'),
  'Venue.editions': counted('Venue.editions'),
  'Topic.broader': counted('Topic.broader'),
  'Topic.narrower': ([{ depth }], longest) =>
    longest()[Number(depth ?? 1) > 1 ? 'Topic.narrower.deep' : 'Topic.narrower'],
  'Topic.ancestors': counted('Topic.ancestors'),
  'Topic.related': counted('Topic.related'),
  'ResourceConnection.facets': lengthOf('by'),
  'ResourceConnection.groups': own('first', 10),
  'Facet.buckets': above('first', 20),
  'Trend.series': above('first', 10),
  'CrossTable.rows': above('firstRows', 20),
  'CrossTable.columns': above('firstColumns', 20),
  'Author.topTopics': own('first', 10),
  'Organization.topTopics': own('first', 10),
  'Venue.topTopics': own('first', 10),
  'Topic.coOccurring': own('first', 10),
  'Resource.related': own('first', 10),
  'RelatedResource.reasons': () => MAX_REASONS,
  'Author.coAuthors': own('first', 10),
  'PathResult.paths': above('first', DEFAULT_PATHS),
  'GraphPath.nodes': (...asked) => hops(...asked) + 1,
  'GraphPath.edges': hops,
  'SearchConnection.kindCounts': () => NODE_KINDS.length,
  'SearchEdge.highlights': () => MAX_HIGHLIGHTS,
  'Query.suggest': own('first', DEFAULT_SUGGESTIONS),
  'Graph.nodes': above('first', DEFAULT_GRAPH_NODES),
  'Graph.edges': pairsAbove,
};

/** The most items the list at `coordinate` can have. */
export function listSize(coordinate: string, args: Nesting, longest: () => LongestLists): number {
  const size = SIZES[coordinate];
  if (size === undefined) throw new Error(`The list ${coordinate} has no price`);
  return size(args, longest);
}

/** Lists of objects that have no size; `nodes` and `edges` of a connection have that of its page. */
export function unpricedLists(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    return Object.values(type.getFields())
      .filter((field) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)))
      .filter((field) => !(type.name.endsWith('Connection') && (field.name === 'nodes' || field.name === 'edges')))
      .map((field) => `${type.name}.${field.name}`)
      .filter((coordinate) => SIZES[coordinate] === undefined);
  });
}
