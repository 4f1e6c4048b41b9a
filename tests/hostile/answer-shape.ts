/** Whether an answer is what its operation and the schema promise: exactly the fields asked, of their types, null only where that is allowed. */
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Json } from '../graphql/small-engine.ts';

type JsonObject = Readonly<Record<string, Json>>;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const SCALARS: Readonly<Record<string, (value: Json) => boolean>> = {
  Int: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  Float: (value) => Number.isFinite(value),
  Boolean: (value) => typeof value === 'boolean',
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' && value.includes(':'),
  URL: (value) => typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value),
  DateTime: (value) => typeof value === 'string' && MOMENT.test(value),
};

/** Fields that the type has in a selection, those of its fragments too. */
function fieldsOf({ selections }: SelectionSetNode, type: GraphQLObjectType): FieldNode[] {
  return selections.flatMap((selection): FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind !== Kind.INLINE_FRAGMENT) throw new Error('Only inline fragments are written');
    return selection.typeCondition?.name.value === type.name ? fieldsOf(selection.selectionSet, type) : [];
  });
}

export class ShapeChecker {
  readonly #schema: GraphQLSchema;
  /** One of each kind of fault, and where. */
  readonly faults: string[] = [];

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  object(type: GraphQLObjectType, selection: SelectionSetNode, value: JsonObject, path: string): void {
    const fields = fieldsOf(selection, type);
    const names = fields.map((field) => field.alias?.value ?? field.name.value);
    const missing = names.filter((name) => !(name in value));
    const extra = Object.keys(value).filter((name) => !names.includes(name));
    if (missing.length + extra.length > 0)
      this.faults.push(`${path}: ${missing.join()} missing, ${extra.join()} extra`);
    for (const field of fields) {
      const name = field.alias?.value ?? field.name.value;
      if (field.name.value === '__typename') {
        if (value[name] !== type.name) this.faults.push(`${path}.${name} is ${String(value[name])}`);
        continue;
      }
      const declared = type.getFields()[field.name.value];
      if (declared === undefined) throw new Error(`No field ${type.name}.${field.name.value}`);
      this.#value(declared.type, field.selectionSet, value[name] ?? null, `${path}.${field.name.value}`);
    }
  }

  #value(type: GraphQLOutputType, selection: SelectionSetNode | undefined, value: Json, path: string): void {
    if (isNonNullType(type)) {
      if (value === null) this.faults.push(`${path} is null`);
      else this.#value(type.ofType, selection, value, path);
    } else if (value === null) {
      return;
    } else if (isListType(type)) {
      if (!Array.isArray(value)) this.faults.push(`${path} is no list`);
      else for (const item of value as readonly Json[]) this.#value(type.ofType, selection, item, path);
    } else if (isLeafType(type)) {
      const fits = isEnumType(type)
        ? typeof value === 'string' && type.getValue(value) != null
        : SCALARS[type.name]?.(value) === true;
      if (!fits) this.faults.push(`${path} is no ${type.name}: ${JSON.stringify(value).slice(0, 80)}`);
    } else {
      this.#composite(getNamedType(type).name, selection, value, path);
    }
  }

  #composite(declared: string, selection: SelectionSetNode | undefined, value: Json, path: string): void {
    const object = value as JsonObject;
    const type = this.#schema.getType(
      isAbstractType(this.#schema.getType(declared)) ? String(object['__typename']) : declared,
    );
    if (!isObjectType(type) || selection === undefined) this.faults.push(`${path} is no ${declared}`);
    else this.object(type, selection, object, path);
  }
}
