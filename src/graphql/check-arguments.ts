/** Judges arguments without data, by the very functions the resolvers use, so that bad input is refused before anything is read. */
import { decodeCursor } from '../domain/cursor.ts';
import { expectNodeId, type NodeKind } from '../domain/ids.ts';
import { RESOURCE_RELATIONS } from '../store/graph-store.ts';
import { pageSize } from '../domain/page.ts';
import {
  parseAuthorFilter,
  parseOrganizationFilter,
  parseTopicFilter,
  parseVenueFilter,
  type ResourceFilterInput,
} from './parse-filter.ts';
import { parseOrder, type OrderInput } from './parse-page.ts';
import type { Arguments } from './price.ts';
import { narrowerDepth } from './resolvers/nodes.ts';
import { onlyName } from './resolvers/query.ts';
import { resourceList } from './resource-list.ts';

type Check = (args: Arguments) => void;

function named(kind: NodeKind, names: Parameters<typeof onlyName>[1]): Check {
  return (args) => {
    if (onlyName(args, names) === 'id') expectNodeId(String(args['id']), kind);
  };
}
const filtered =
  (parse: (input: ResourceFilterInput | null | undefined) => unknown): Check =>
  (args) => {
    parse(args['filter'] as ResourceFilterInput | null | undefined);
  };

const CHECKS: Readonly<Record<string, Check>> = {
  'Query.node': ({ id }) => void expectNodeId(String(id)),
  'Query.nodes': ({ ids }) => {
    for (const id of ids as readonly string[]) expectNodeId(id);
  },
  'Query.resource': named('RESOURCE', ['id', 'slug', 'url', 'doi']),
  'Query.author': named('AUTHOR', ['id', 'slug']),
  'Query.organization': named('ORGANIZATION', ['id', 'slug']),
  'Query.venue': named('VENUE', ['id', 'slug']),
  'Query.topic': named('TOPIC', ['id', 'slug', 'label']),
  'Query.source': named('SOURCE', ['id', 'slug']),
  'Query.authors': filtered(parseAuthorFilter),
  'Query.organizations': filtered(parseOrganizationFilter),
  'Query.venues': filtered(parseVenueFilter),
  'Query.topics': filtered(parseTopicFilter),
  'Topic.narrower': ({ depth }) => void narrowerDepth(depth as number | null | undefined),
};

const NODE_RELATIONS = RESOURCE_RELATIONS.filter((relation) => relation !== 'ResourceGroup.resources');

/** @throws DomainError as the field's resolver would. */
export function checkArguments(coordinate: string, args: Arguments): void {
  const relation = NODE_RELATIONS.find((one) => one === coordinate);
  if (relation !== undefined) {
    resourceList(relation, args);
    return;
  }
  CHECKS[coordinate]?.(args);
  for (const cursor of [args['after'], args['before']]) if (typeof cursor === 'string') decodeCursor(cursor);
  if (coordinate === 'ResourceGroup.resources') {
    pageSize(args, 5);
    parseOrder(args['orderBy'] as readonly OrderInput[] | null | undefined);
  }
}
