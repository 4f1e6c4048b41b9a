/**
 * Documents over the whole schema: any fields, nested a few deep, with small arguments about the nodes of one graph and
 * `__typename` in every selection. An argument that has no values here fails the test.
 */
import * as fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { GraphRecords } from '../../src/domain/model.ts';
import { nodeIds } from '../property/arbitrary-exploration.ts';

type Field = GraphQLField<unknown, unknown>;
/** A text of GraphQL. */
type Text = fc.Arbitrary<string>;

const quoted = (text: string): string => JSON.stringify(text);
const oneOf = (...texts: readonly string[]): Text => fc.constantFrom(...texts);
const listOf = (items: readonly string[], maxLength: number): Text =>
  fc.uniqueArray(oneOf(...items), { minLength: 1, maxLength }).map((list) => `[${list.join(', ')}]`);

/** The fields that are no part of what is tried: its own price is asked beside each document. */
const LEFT_OUT = ['rateLimit'];
/** Cursors continue other lists, and `last` excludes `first`. */
const ABSENT = ['after', 'before', 'last', 'dryRun'];
const SIZE = oneOf('0', '1', '2', '3', '4', '7');
const TEXTS = ['testing', 'ml', 'testing ml', 'te', 'tesitng', 'テスト', 'ann'].map(quoted);
const BY_NAME: Readonly<Record<string, Text>> = {
  firstRows: SIZE,
  firstColumns: SIZE,
  depth: oneOf('1', '2', '3'),
  maxHops: oneOf('1', '2', '4'),
  minCount: oneOf('1', '2'),
  query: oneOf(...TEXTS),
  prefix: oneOf(...TEXTS),
};
const BY_TYPE: Readonly<Record<string, Text>> = {
  Boolean: oneOf('true', 'false'),
  ResourceOrder: oneOf('[{ field: YEAR }]', '[{ field: TITLE, direction: ASC }]'),
  ResourceFilter: oneOf('{ type: { in: [PAPER, ARTICLE] } }', '{ text: "testing" }', '{ year: { gte: 2019 } }'),
  AuthorFilter: oneOf('{ name: { contains: "a" } }'),
  OrganizationFilter: oneOf('{ name: { contains: "e" } }'),
  VenueFilter: oneOf('{ slug: { in: ["kdd", "opml"] } }'),
  TopicFilter: oneOf('{ label: "MLOps", includeNarrower: true }'),
};
/** At least one node or path. */
const DRAWN = oneOf('1', '2', '3', '5', 'null');
const BY_FIELD: Readonly<Record<string, Text>> = {
  'Query.topicGraph.first': DRAWN,
  'Query.neighborhood.first': DRAWN,
  'Query.path.first': DRAWN,
  'ResourceConnection.trend.from': oneOf('2017', '2019'),
  'ResourceConnection.trend.to': oneOf('2019', '2022'),
};

export class DocumentWriter {
  readonly #schema: GraphQLSchema;
  readonly #ids: readonly string[];
  readonly #byArgument: Readonly<Record<string, Text>>;

  constructor(schema: GraphQLSchema, graph: GraphRecords) {
    this.#schema = schema;
    const ids = nodeIds(graph).map(String);
    this.#ids = ids;
    const [even, odd] = [0, 1].map((rest) => ids.filter((_, index) => index % 2 === rest).map(quoted));
    const names = graph.resources.map(({ title }) => title);
    this.#byArgument = {
      ...BY_FIELD,
      'Query.node.id': oneOf(...ids.map(quoted)),
      'Query.neighborhood.id': oneOf(...ids.map(quoted)),
      'Query.nodes.ids': listOf(ids.map(quoted), 4),
      'Query.lookup.identifiers': listOf([...ids, ...names].map(quoted), 4),
      'Query.path.from': oneOf(...(even ?? [])),
      'Query.path.to': oneOf(...(odd ?? [])),
    };
  }

  /** One or two root fields, nested at most `depth` deep. */
  anyDocument(depth: number): Text {
    return this.#selection(this.#type('Query'), depth);
  }

  /** A way from the root to the field at a coordinate, and at most `depth` more below it. */
  documentTo(coordinate: string, depth: number): Text {
    const [typeName = '', name = ''] = coordinate.split('.');
    const field = this.#type(typeName).getFields()[name];
    if (field === undefined) throw new Error(`No field ${coordinate}`);
    return this.#field(this.#type(typeName), field, depth).chain((text) => this.#wayTo(typeName, text));
  }

  /** The text in a selection of the type, within whatever leads there from the root. */
  #wayTo(typeName: string, text: string): Text {
    if (typeName === 'Query') return fc.constant(text);
    const nearer = this.#stepsFromRoot();
    const steps = nearer.get(typeName) ?? Infinity;
    const ways = [...nearer].flatMap(([above, distance]) =>
      distance < steps ? this.#fieldsTo(above, typeName).map((field) => ({ above, field })) : [],
    );
    if (ways.length === 0) throw new Error(`Nothing leads to ${typeName}`);
    return fc.constantFrom(...ways).chain(({ above, field }) => {
      const within = isInterfaceType(getNamedType(field.type)) ? `... on ${typeName} { ${text} }` : text;
      return this.#arguments(`${above}.${field.name}`, field)
        .map((given) => `${field.name}${given} { __typename ${within} }`)
        .chain((outer) => this.#wayTo(above, outer));
    });
  }

  #stepsFromRoot(): Map<string, number> {
    const steps = new Map([['Query', 0]]);
    for (const [name, distance] of steps) {
      for (const field of this.#composite(this.#type(name))) {
        for (const { name: below } of this.#objectTypes(field)) {
          if (!steps.has(below)) steps.set(below, distance + 1);
        }
      }
    }
    return steps;
  }

  #fieldsTo(above: string, typeName: string): Field[] {
    return this.#composite(this.#type(above)).filter((field) =>
      this.#objectTypes(field).some(({ name }) => name === typeName),
    );
  }

  #type(name: string): GraphQLObjectType {
    const type = this.#schema.getType(name);
    if (!isObjectType(type)) throw new Error(`No type ${name}`);
    return type;
  }

  #objectTypes(field: Field): readonly GraphQLObjectType[] {
    const type = getNamedType(field.type);
    if (isObjectType(type)) return [type];
    return isInterfaceType(type) ? this.#schema.getPossibleTypes(type) : [];
  }

  #composite(type: GraphQLObjectType): Field[] {
    return Object.values(type.getFields()).filter(
      (field) => isCompositeType(getNamedType(field.type)) && !LEFT_OUT.includes(field.name),
    );
  }

  #selection(type: GraphQLObjectType, depth: number): Text {
    const all = this.#composite(type);
    if (depth === 0 || all.length === 0) return fc.constant('__typename');
    const most = Math.min(2, all.length);
    return fc
      .oneof(
        { weight: 2, arbitrary: fc.subarray(all, { minLength: 1, maxLength: 1 }) },
        { weight: 1, arbitrary: fc.subarray(all, { minLength: most, maxLength: most }) },
      )
      .chain((fields) => fc.tuple(...fields.map((field) => this.#field(type, field, depth - 1))))
      .map((texts) => ['__typename', ...texts].join(' '));
  }

  #field(type: GraphQLObjectType, field: Field, depth: number): Text {
    const below = fc.constantFrom(...this.#objectTypes(field)).chain((of) => {
      const inside = this.#selection(of, depth);
      const isNarrowed = isInterfaceType(getNamedType(field.type));
      return isNarrowed ? inside.map((text) => `__typename ... on ${of.name} { ${text} }`) : inside;
    });
    return fc
      .tuple(this.#arguments(`${type.name}.${field.name}`, field), below)
      .map(([given, selection]) => `${field.name}${given} { ${selection} }`);
  }

  #arguments(coordinate: string, field: Field): Text {
    const kind = coordinate.startsWith('Query.') ? getNamedType(field.type).name : '';
    // A node by one of its names: exactly one of them may be given.
    if (field.args.some(({ name }) => name === 'slug')) {
      const ids = this.#ids.filter((id) => id.startsWith(`${kind}:`));
      return oneOf(...ids).map((id) => `(id: ${quoted(id)})`);
    }
    const given = field.args
      .filter(({ name }) => !ABSENT.includes(name))
      .map((argument) => {
        const value = this.#value(coordinate, argument).map((text) => `${argument.name}: ${text}`);
        return isRequiredArgument(argument) ? value : fc.oneof({ weight: 3, arbitrary: value }, fc.constant(''));
      });
    return fc
      .tuple(...given)
      .map((texts) => texts.filter((text) => text !== '').join(', '))
      .map((texts) => (texts === '' ? '' : `(${texts})`));
  }

  #value(coordinate: string, { name, type }: GraphQLArgument): Text {
    const of = getNamedType(type);
    const known = this.#byArgument[`${coordinate}.${name}`] ?? BY_NAME[name] ?? BY_TYPE[of.name];
    if (known !== undefined) return known;
    if (name === 'first' && isScalarType(of)) return SIZE;
    if (!isEnumType(of)) throw new Error(`There are no values for ${coordinate}(${name})`);
    // Edges that are computed are no way to go.
    const values = of.getValues().flatMap((value) => (value.name === 'CO_OCCURS' ? [] : [value.name]));
    return isListType(getNullableType(type)) ? listOf(values, 3) : oneOf(...values);
  }
}
