/** Valid operations over the whole schema: any fields, nested some deep, with any arguments, as literals or variables. */
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { RandomSource } from './random-source.ts';
import { ValueWriter, type ValuePool } from './random-values.ts';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Field = GraphQLField<unknown, unknown>;

/** Escaped so in JSON; no text of a document may hold it, so that only a variable can. */
const LONE_SURROGATE = /\\ud[89a-f]/;
const MAX_DEPTH = 6;
const ARGUMENT_SHARE = 0.35;
/** A cursor fits only the list it is of, so that most are refused. */
const CURSOR_SHARE = 0.03;
const VARIABLE_SHARE = 0.3;
const CURSORS = ['after', 'before'];
/** Leaves out of the answer what stands beside it. */
const NEVER_GIVEN = 'dryRun';

export class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #random: RandomSource;
  readonly #values: ValueWriter;
  readonly #variables: { readonly declared: string; readonly name: string; readonly value: unknown }[] = [];
  #fieldCount = 0;

  constructor(schema: GraphQLSchema, random: RandomSource, pool: ValuePool) {
    this.#schema = schema;
    this.#random = random;
    this.#values = new ValueWriter(random, pool);
  }

  operation(): RandomOperation {
    const query = this.#schema.getQueryType();
    if (query == null) throw new Error('The schema has no queries');
    const selection = this.#selection(query, this.#random.pick([2, 3, 4, MAX_DEPTH]));
    const declared = this.#variables.map((variable) => variable.declared).join(', ');
    return {
      query: `query Random${declared === '' ? '' : `(${declared})`} ${selection}`,
      variables: Object.fromEntries(this.#variables.map(({ name, value }) => [name, value])),
    };
  }

  #selection(type: GraphQLObjectType, depth: number): string {
    const all = Object.values(type.getFields());
    const usable = all.filter((field) => depth > 1 || !isCompositeType(getNamedType(field.type)));
    const count = this.#random.pick([1, 1, 2, 3]);
    const fields = usable.length === 0 ? [] : Array.from({ length: count }, () => this.#random.pick(usable));
    return `{ __typename ${fields.map((field) => this.#field(type, field, depth - 1)).join(' ')} }`;
  }

  #field(owner: GraphQLObjectType, field: Field, depth: number): string {
    const alias = `f${this.#fieldCount}`;
    this.#fieldCount += 1;
    return `${alias}: ${field.name}${this.#arguments(owner, field)} ${this.#below(field, depth)}`;
  }

  #below(field: Field, depth: number): string {
    const type = getNamedType(field.type);
    if (isObjectType(type)) return this.#selection(type, depth);
    if (!isInterfaceType(type)) return '';
    const possible = [this.#random.pick(this.#schema.getPossibleTypes(type))];
    const parts = possible.map((one) => `... on ${one.name} ${this.#selection(one, depth)}`);
    return `{ __typename id ${parts.join(' ')} }`;
  }

  /** A node by one of its names takes exactly one, and a page `first` or `last`. */
  #chosen({ args }: Field): GraphQLArgument[] {
    const names = args.filter(({ name }) => ['id', 'slug', 'url', 'doi', 'label'].includes(name));
    if (names.length > 1) return [this.#random.pick(names)];
    const chosen = args.filter((argument) => {
      const share = CURSORS.includes(argument.name) ? CURSOR_SHARE : ARGUMENT_SHARE;
      return isRequiredArgument(argument) || (argument.name !== NEVER_GIVEN && this.#random.chance(share));
    });
    const isFirst = chosen.some(({ name }) => name === 'first');
    return chosen.filter(({ name }) => name !== 'last' || !isFirst);
  }

  #arguments(owner: GraphQLObjectType, field: Field): string {
    const returned = getNamedType(field.type);
    const kind = owner.name === 'Query' && isObjectType(returned) ? returned.name : null;
    const isNode = kind !== null && field.args.some(({ name }) => name === 'slug');
    const given = this.#chosen(field).map((argument) => {
      const { literal, json } = this.#values.value({ ...argument, kind: isNode ? kind : null });
      if (!this.#random.chance(VARIABLE_SHARE) && !LONE_SURROGATE.test(literal)) return `${argument.name}: ${literal}`;
      const name = `v${this.#variables.length}`;
      this.#variables.push({ declared: `$${name}: ${String(argument.type)}`, name, value: json });
      return `${argument.name}: $${name}`;
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }
}
