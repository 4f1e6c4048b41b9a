/** Documents in which every name of a schema stands misspelt by one letter, a type at a time. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  isInterfaceType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

export interface Misspelt {
  readonly document: string;
  /** The names that no answer may hold. */
  readonly right: ReadonlySet<string>;
}

/** So many that the errors of a document are all told. */
const NAMES_AT_ONCE = 20;

/** The last letter doubled: near enough for any suggestion. */
const wrong = (name: string): string => `${name}${name.at(-1) ?? ''}`;

function inGroups(names: readonly string[], write: (group: readonly string[]) => string): Misspelt[] {
  const starts = Array.from({ length: Math.ceil(names.length / NAMES_AT_ONCE) }, (_, index) => index * NAMES_AT_ONCE);
  return starts.map((start) => {
    const group = names.slice(start, start + NAMES_AT_ONCE);
    return { document: write(group), right: new Set(group) };
  });
}

/** Variables with a default that names fields of an input type, or values of an enum. */
function defaults(type: string, values: readonly string[]): string {
  const definitions = values.map((value, index) => `$v${index}: ${type} = ${value}`);
  return `query (${definitions.join(', ')}) { __typename }`;
}

function membersOf(type: GraphQLNamedType): Misspelt[] {
  const { name } = type;
  if (isEnumType(type)) {
    const values = type.getValues().map((value) => value.name);
    return inGroups(values, (group) => defaults(name, group.map(wrong)));
  }
  if (isInputObjectType(type)) {
    return inGroups(Object.keys(type.getFields()), (group) =>
      defaults(
        name,
        group.map((field) => `{ ${wrong(field)}: null }`),
      ),
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  const selecting = (selections: readonly string[]): string =>
    `{ ...F } fragment F on ${name} { ${selections.join(' ')} }`;
  return [
    ...inGroups(
      fields.map((field) => field.name),
      (group) => selecting(group.map(wrong)),
    ),
    ...fields.flatMap((field) =>
      inGroups(
        field.args.map((argument) => argument.name),
        (group) => {
          const misspeltArguments = group.map((argument) => `${wrong(argument)}: null`).join(', ');
          const selections = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
          return selecting([`${field.name}(${misspeltArguments})${selections}`]);
        },
      ),
    ),
  ];
}

/** Types in fragments, types of variables, fields, arguments, fields of inputs and values of enums. */
export function misspelt(schema: GraphQLSchema): Misspelt[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const names = types.map(({ name }) => name);
  return [
    ...inGroups(
      names,
      (group) => `{ __typename ${group.map((name) => `... on ${wrong(name)} { __typename }`).join(' ')} }`,
    ),
    ...inGroups(
      names,
      (group) => `query (${group.map((name, i) => `$v${i}: ${wrong(name)}`).join(', ')}) { __typename }`,
    ),
    ...types.flatMap(membersOf),
  ];
}

/** The names in quotation marks of a message. */
export function quotedWords(message: string): string[] {
  return [...message.matchAll(/["']([^"']+)["']/g)].flatMap(([, text = '']) => text.split(/\W+/));
}
