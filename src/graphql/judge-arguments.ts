/** Everything about an argument that can be judged without data is judged before execution, by the code that will use it. */
import { DomainError } from '../domain/errors.ts';
import type { FacetField } from '../domain/facet.ts';
import { expectNodeId, type NodeKind } from '../domain/ids.ts';
import { pageSize } from '../domain/page.ts';
import { checkText } from '../domain/text.ts';
import { EXPAND_RELATIONS, RESOURCE_RELATIONS, type ExpandRelation } from '../store/graph-store.ts';
import { bucketLimit, trendYear } from './connection.ts';
import { MAX_IDENTIFIERS } from './lookup.ts';
import { MAX_LIST_LENGTH, MAX_TEXT_CHARACTERS, parseTopicFilter, parseVenueFilter } from './parse-filter.ts';
import { expansionPage, narrowerDepth } from './resolvers/nodes.ts';
import {
  neighborhoodQuestion,
  pathsQuestion,
  type NeighborhoodArguments,
  type PathArguments,
} from './resolvers/paths.ts';
import { coAuthorLimit, relatedLimit, topicGraphQuestion, topicWeights } from './resolvers/relations.ts';
import { authorList, identifierKeys, onlyName, organizationList } from './resolvers/query.ts';
import { searchList, suggestList, type SearchArguments, type SuggestArguments } from './search-arguments.ts';
import { groupList, resourceList, type NodeRelation, type ResourceList } from './resource-list.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** What a connection's arguments come to. */
export interface JudgedPage {
  readonly size: number;
  /** For connections of resources. */
  readonly list: ResourceList | null;
}

/** Cursors have their own limit: they hold titles. */
const CURSORS = new Set(['after', 'before']);

/** @throws DomainError BAD_USER_INPUT */
function checkLength(name: string, list: readonly unknown[], limit: number): void {
  if (list.length <= limit) return;
  throw new DomainError('BAD_USER_INPUT', `${name} may have ${limit} items; it has ${list.length}.`, { limit });
}

/** @throws DomainError BAD_USER_INPUT for a text or list that is too long, or malformed text. */
function checkSizes(name: string, value: unknown): void {
  if (typeof value === 'string') {
    if (!CURSORS.has(name)) checkText(name, value, MAX_TEXT_CHARACTERS);
  } else if (Array.isArray(value)) {
    checkLength(name, value, MAX_LIST_LENGTH);
    for (const item of value) checkSizes(name, item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) checkSizes(key, item);
  }
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  'Query.resource': 'RESOURCE',
  'Query.author': 'AUTHOR',
  'Query.organization': 'ORGANIZATION',
  'Query.venue': 'VENUE',
  'Query.topic': 'TOPIC',
  'Query.source': 'SOURCE',
};

/** A node named by one of its names. */
function judgeName(coordinate: string, kind: NodeKind, args: Arguments): void {
  const extra =
    coordinate === 'Query.resource'
      ? (['url', 'doi'] as const)
      : coordinate === 'Query.topic'
        ? (['label'] as const)
        : [];
  const name = onlyName(args, ['id', 'slug', ...extra]);
  if (name === 'id') expectNodeId(String(args['id']), kind);
  if (name === 'url' || name === 'doi') identifierKeys(name, String(args[name]));
}

const BUCKET_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'ResourceConnection.facets': ['first'],
  'ResourceConnection.trend': ['first'],
  'ResourceConnection.groups': ['first'],
  'ResourceConnection.cross': ['firstRows', 'firstColumns'],
};

/** Fields that weigh the topics of a node's resources. */
const WEIGHING: Readonly<Record<string, NodeRelation>> = {
  'Author.topTopics': 'Author.resources',
  'Organization.topTopics': 'Organization.resources',
  'Venue.topTopics': 'Venue.resources',
  'Topic.coOccurring': 'Topic.resources',
};

function judgeRelations(coordinate: string, args: Arguments): void {
  const relation = WEIGHING[coordinate];
  if (relation !== undefined) topicWeights(relation, args);
  if (coordinate === 'Query.topicGraph') topicGraphQuestion(args);
  if (coordinate === 'Query.path') pathsQuestion(args as unknown as PathArguments);
  if (coordinate === 'Query.neighborhood') neighborhoodQuestion(args as unknown as NeighborhoodArguments);
  if (coordinate === 'Resource.related') relatedLimit(args['first'] as number | null);
  if (coordinate === 'Author.coAuthors') coAuthorLimit(args['first'] as number | null);
}

function judgePlain(coordinate: string, args: Arguments): void {
  judgeRelations(coordinate, args);
  const kind = KINDS[coordinate];
  if (kind !== undefined) judgeName(coordinate, kind, args);
  for (const name of BUCKET_ARGUMENTS[coordinate] ?? []) bucketLimit(name, args[name] as number | null, 0);
  if (coordinate === 'ResourceConnection.trend') {
    for (const name of ['from', 'to']) trendYear(name, args[name] as number | null | undefined);
  }
  if (coordinate === 'Query.suggest') suggestList(args as unknown as SuggestArguments);
  if (coordinate === 'Query.node') expectNodeId(String(args['id']));
  if (coordinate === 'Query.nodes') for (const id of args['ids'] as readonly string[]) expectNodeId(id);
  if (coordinate === 'Query.venues') parseVenueFilter(args['filter'] as Arguments);
  if (coordinate === 'Query.topics') parseTopicFilter(args['filter'] as Arguments);
  if (coordinate === 'Topic.narrower') narrowerDepth(args['depth'] as number | null);
}

/** Fields of nodes, for those of groups were judged before. */
function isNodeRelation(coordinate: string): coordinate is NodeRelation {
  return (RESOURCE_RELATIONS as readonly string[]).includes(coordinate) && coordinate !== 'ResourceGroup.resources';
}
function isExpandRelation(coordinate: string): coordinate is ExpandRelation {
  return (EXPAND_RELATIONS as readonly string[]).includes(coordinate);
}

/**
 * @param above the connection that a group's field stands under, and `aboveArgs` the arguments of `groups`.
 * @returns the page for connections, else null.
 * @throws DomainError naming the argument and its rule.
 */
export function judgeArguments(
  coordinate: string,
  args: Arguments,
  above: JudgedPage | null,
  aboveArgs: Arguments,
): JudgedPage | null {
  // A text that breaks a rule is a problem of its position, not of the request.
  if (coordinate === 'Query.lookup') checkLength('identifiers', args['identifiers'] as unknown[], MAX_IDENTIFIERS);
  else checkSizes('The argument', args);
  if (coordinate === 'ResourceGroup.resources') {
    if (above?.list == null) throw new Error('A group stands under a connection of resources');
    const list = groupList(above.list, aboveArgs['by'] as FacetField, aboveArgs['rollUpTopics'] === true, args);
    return { size: list.page.size, list };
  }
  if (isNodeRelation(coordinate)) {
    const list = resourceList(coordinate, args);
    return { size: list.page.size, list };
  }
  if (isExpandRelation(coordinate) && coordinate !== 'Venue.editions') {
    return { size: expansionPage(coordinate, args).page.size, list: null };
  }
  if (coordinate === 'Query.search') {
    return { size: searchList(args as unknown as SearchArguments).page.size, list: null };
  }
  if (coordinate === 'Query.authors') authorList(args);
  else if (coordinate === 'Query.organizations') organizationList(args);
  else {
    judgePlain(coordinate, args);
    return null;
  }
  return { size: pageSize(args), list: null };
}
