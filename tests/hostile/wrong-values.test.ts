/** Every argument that takes a number or a name of an enum, found by walking the schema, with values that it cannot take. */
import { getNamedType, isEnumType, isObjectType, isRequiredArgument, type GraphQLEnumType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { smallEngine, type Ask } from '../graphql/small-engine.ts';
import { HOSTILE_GRAPH } from './hostile-graph.ts';
import { askedOf, wayTo } from './text-cases.ts';

/** What is given for an argument that must be there, beside the one that is tried. */
const REQUIRED: Readonly<Record<string, string>> = {
  by: 'TYPE',
  groupBy: 'TYPE',
  rows: 'TYPE',
  columns: 'TYPE',
  query: '"q7x"',
  prefix: '"q7x"',
  id: '"Topic:top"',
  from: '"Topic:top"',
  to: '"Author:shared"',
};

/** Asks for pairs in so many resources; more than there are is only none. */
const UNBOUNDED = 'Query.topicGraph.minCount';

interface Argument {
  readonly coordinate: string;
  /** Null where it takes a number. */
  readonly names: GraphQLEnumType | null;
  readonly documentWith: (literal: string) => string;
}

const ARGUMENTS: readonly Argument[] = Object.values(createSchema('schema.graphql').getTypeMap()).flatMap((type) => {
  if (!isObjectType(type) || type.name.startsWith('__')) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.flatMap((argument): Argument[] => {
      const of = getNamedType(argument.type);
      if (of.name !== 'Int' && !isEnumType(of)) return [];
      const others = field.args.filter((other) => other !== argument && isRequiredArgument(other));
      const documentWith = (literal: string): string => {
        const given = [`${argument.name}: ${literal}`, ...others.map(({ name }) => `${name}: ${REQUIRED[name]}`)];
        const asked = askedOf(getNamedType(field.type));
        return `{ ${wayTo(type.name)(`${field.name}(${given.join(', ')}) ${asked}`)} }`;
      };
      return [
        { coordinate: `${type.name}.${field.name}.${argument.name}`, names: isEnumType(of) ? of : null, documentWith },
      ];
    }),
  );
});
const NUMBERS = ARGUMENTS.filter(({ names }) => names === null);
const NAMES = ARGUMENTS.filter(({ names }) => names !== null);

describe('an argument', () => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await smallEngine(() => createMemoryStore(HOSTILE_GRAPH));
  });
  const refusals = async (documents: readonly string[]): Promise<unknown[]> => {
    const codes: unknown[] = [];
    for (const document of documents) {
      const { errors, calls } = await ask(document);
      codes.push(...errors.map(({ extensions }) => extensions['code']), ...calls);
    }
    return codes;
  };

  it.each(NUMBERS)(
    '$coordinate takes no number out of its range, and no other kind of number (check 21)',
    async (one) => {
      const outside = one.coordinate === UNBOUNDED ? ['-1'] : ['-1', '10000'];
      expect(await refusals(outside.map(one.documentWith))).toEqual(outside.map(() => 'BAD_USER_INPUT'));
      const others = ['2147483648', '1e3', '1.5', '"1"', 'true'];
      expect(await refusals(others.map(one.documentWith))).toEqual(others.map(() => 'GRAPHQL_VALIDATION_FAILED'));
      expect((await ask(one.documentWith('null'))).errors).toEqual([]);
    },
  );

  it.each(NAMES)(
    '$coordinate takes no name in lower case, unknown, or as text (check 21)',
    async ({ names, documentWith }) => {
      const [name = ''] = names?.getValues().map((value) => value.name) ?? [];
      const others = [name.toLowerCase(), `${name}X`, JSON.stringify(name), '0'];
      expect(await refusals(others.map(documentWith))).toEqual(others.map(() => 'GRAPHQL_VALIDATION_FAILED'));
      expect((await ask(documentWith(name))).errors).toEqual([]);
    },
  );
});
