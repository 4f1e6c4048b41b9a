/** schema.graphql with its resolvers. A resolver too many or too few stops the start. */
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { TYPE_NAMES } from '../domain/ids.ts';
import type { Entity } from '../domain/model.ts';
import { EXPAND_RELATIONS, RESOURCE_RELATIONS } from '../store/graph-store.ts';
import { resourceConnectionResolvers, resourceGroupResolvers } from './connection.ts';
import { unpricedLists } from './list-sizes.ts';
import { nodeResolvers } from './resolvers/nodes.ts';
import { pathResolvers } from './resolvers/paths.ts';
import { queryResolvers } from './resolvers/query.ts';
import { searchConnectionResolvers } from './resolvers/search.ts';
import { bindScalar } from './scalars.ts';

type Resolver = (source: never, args: never, context: never, info: never) => unknown;
type ResolverMap = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

const RESOLVERS: ResolverMap = {
  Query: queryResolvers,
  ...nodeResolvers,
  GraphPath: pathResolvers.GraphPath,
  ResourceConnection: resourceConnectionResolvers,
  SearchConnection: searchConnectionResolvers,
  ResourceGroup: resourceGroupResolvers,
};

/** Types whose values arrive whole, so that their fields are plain property reads. */
const WHOLE =
  /(?:Connection|Edge|Facet|Trend|TrendSeries|CrossTable|Graph|GraphPath|PathResult|TopicWeight|CoAuthor|RelatedResource|Lookup|LookupProblem|Suggestion)$/;

function bindType(type: GraphQLObjectType): string[] {
  const resolvers = RESOLVERS[type.name] ?? {};
  const fields = type.getFields();
  const extra = Object.keys(resolvers).filter((field) => fields[field] === undefined);
  const missing: string[] = [];
  for (const field of Object.values(fields)) {
    const resolve = resolvers[field.name];
    if (resolve !== undefined) field.resolve = resolve as unknown as NonNullable<typeof field.resolve>;
    else if (!WHOLE.test(type.name) && (field.args.length > 0 || isCompositeType(getNamedType(field.type))))
      missing.push(field.name);
  }
  return [
    ...extra.map((field) => `${type.name}.${field} has a resolver and is not in the schema`),
    ...missing.map((field) => `${type.name}.${field} has no resolver`),
  ];
}

function unknownRelations(schema: GraphQLSchema): string[] {
  return [...RESOURCE_RELATIONS, ...EXPAND_RELATIONS].flatMap((coordinate) => {
    const [typeName = '', field = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    return isObjectType(type) && type.getFields()[field] !== undefined
      ? []
      : [`${coordinate} is no field of the schema`];
  });
}

/** @throws Error (a bug) listing every disagreement of schema, resolvers and port. */
export function createSchema(file: URL | string): GraphQLSchema {
  const schema = buildSchema(readFileSync(file, 'utf8'));
  const problems = [
    ...unknownRelations(schema),
    ...unpricedLists(schema).map((field) => `${field} is a list without a price`),
  ];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type)) problems.push(...bindType(type));
    if (isInterfaceType(type)) type.resolveType = (entity: Entity) => TYPE_NAMES[entity.kind];
    if (isScalarType(type) && !isSpecifiedScalarType(type)) bindScalar(type);
  }
  if (problems.length > 0) throw new Error(`Schema and resolvers disagree:\n${problems.join('\n')}`);
  return schema;
}
