/** Every place of the schema that takes a text, found by walking it: a new argument is among them by itself. */
import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  isScalarType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Scalars whose values are no text. */
const NO_TEXT = ['Int', 'Float', 'Boolean'];

/** A field of an input object within a filter. */
export interface FilterText {
  /** Of the input type that declares it: `StringFilter.eq`. */
  readonly leaf: string;
  /** Fields from the argument's own type inwards. */
  readonly path: readonly string[];
  /** The filter that holds it with this text in it. */
  readonly holding: (text: string) => object;
}

/** An argument of a field that takes text, itself or within its input objects. */
export interface TextArgument {
  /** `Query.path.from` */
  readonly coordinate: string;
  readonly type: GraphQLInputType;
  readonly returns: GraphQLNamedType;
  /** Empty where the argument is a text itself. */
  readonly within: readonly FilterText[];
}

function isText(type: GraphQLNamedType): boolean {
  return isScalarType(type) && !NO_TEXT.includes(type.name);
}

function wrap(type: GraphQLInputType, value: unknown): unknown {
  return isListType(getNullableType(type)) ? [value] : value;
}

/** Comparisons hold scalars only, and are tried wherever they stand. */
function isComparison(type: GraphQLInputObjectType): boolean {
  return Object.values(type.getFields()).every((field) => !isInputObjectType(getNamedType(field.type)));
}

/**
 * The texts of an input type. A way that comes back to a type it met is followed to one text more, so that every field of
 * every type is gone through and the walk ends.
 */
function textsOf(type: GraphQLInputObjectType, met: Set<string>): FilterText[] {
  const isKnown = met.has(type.name);
  if (!isComparison(type)) met.add(type.name);
  const found: FilterText[] = [];
  for (const field of Object.values(type.getFields())) {
    const of = getNamedType(field.type);
    const holding = (inner: (text: string) => unknown) => (text: string) => ({
      [field.name]: wrap(field.type, inner(text)),
    });
    if (isText(of)) {
      found.push({ leaf: `${type.name}.${field.name}`, path: [field.name], holding: holding((text) => text) });
    } else if (isInputObjectType(of) && !(isKnown && !isComparison(of))) {
      for (const inner of textsOf(of, met)) {
        found.push({ leaf: inner.leaf, path: [field.name, ...inner.path], holding: holding(inner.holding) });
      }
    }
  }
  // Met before: its comparisons have been tried, so one text shows that this way leads there too.
  return isKnown ? found.filter(({ leaf }) => leaf === 'StringFilter.eq').slice(0, 1) : found;
}

export function textArguments(schema: GraphQLSchema): TextArgument[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.flatMap((argument): TextArgument[] => {
        const of = getNamedType(argument.type);
        const within = isInputObjectType(of) ? textsOf(of, new Set()) : [];
        if (!isText(of) && within.length === 0) return [];
        const coordinate = `${type.name}.${field.name}.${argument.name}`;
        return [{ coordinate, type: argument.type, returns: getNamedType(field.type), within }];
      }),
    );
  });
}
