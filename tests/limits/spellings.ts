/** One document spelt in every way GraphQL has for it, by rewriting its syntax tree. */
import {
  isCompositeType,
  Kind,
  parse,
  parseType,
  print,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type ASTVisitor,
  type ConstValueNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
} from 'graphql';

export interface Spelling {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}
export type Respell = (document: string, schema: GraphQLSchema) => Spelling;

/** What a rewriting declares beside what it changes. */
interface Declared {
  readonly definitions: VariableDefinitionNode[];
  readonly values: Record<string, unknown>;
  readonly fragments: FragmentDefinitionNode[];
}

function variableNode(name: string): VariableNode {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
}

/** Rewrites with the types at hand, and gives the operation the variables and fragments that came up. */
function rewrite(visitor: (types: TypeInfo, declared: Declared) => ASTVisitor): Respell {
  return (document, schema) => {
    const types = new TypeInfo(schema);
    const declared: Declared = { definitions: [], values: {}, fragments: [] };
    const changed = visit(parse(document), visitWithTypeInfo(types, visitor(types, declared))) as DocumentNode;
    const definitions = changed.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? ({ ...definition, variableDefinitions: declared.definitions } satisfies OperationDefinitionNode)
        : definition,
    );
    const whole: DocumentNode = { ...changed, definitions: [...definitions, ...declared.fragments] };
    return { document: print(whole), variables: declared.values };
  };
}

function declare(declared: Declared, type: string, defaultValue: ConstValueNode | null): VariableNode {
  const variable = variableNode(`v${declared.definitions.length}`);
  declared.definitions.push({
    kind: Kind.VARIABLE_DEFINITION,
    variable,
    type: parseType(type),
    ...(defaultValue === null ? {} : { defaultValue }),
  });
  return variable;
}

/** Puts a variable in place of a value: with that value, or with a default that nothing overrides. */
function toVariable(value: ValueNode, types: TypeInfo, declared: Declared, as: 'value' | 'default'): VariableNode {
  const variable = declare(declared, String(types.getInputType()), as === 'default' ? (value as ConstValueNode) : null);
  if (as === 'value') declared.values[variable.name.value] = valueFromASTUntyped(value);
  return variable;
}

function argumentsTo(as: 'value' | 'default'): Respell {
  return rewrite((types, declared) => ({
    Argument: { leave: (node) => ({ ...node, value: toVariable(node.value, types, declared, as) }) },
  }));
}

/** Page sizes that are what the field takes when nothing is said. */
function isDefaultSize({ name, value }: ArgumentNode): boolean {
  return name.value === 'first' && value.kind === Kind.INT && value.value === '20';
}

function include(variable: VariableNode): DirectiveNode {
  const condition: ArgumentNode = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'if' }, value: variable };
  return { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'include' }, arguments: [condition] };
}

/** A field that would add to the price. */
function skippedIf({ name }: VariableNode): readonly SelectionNode[] {
  const [operation] = parse(`{ skipped: authors(first: 50) @skip(if: $${name.value}) { nodes { id } } }`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}

/** By name; each gives a document that asks the same. */
export const SPELLINGS: Readonly<Record<string, Respell>> = {
  literals: rewrite(() => ({})),
  variables: argumentsTo('value'),
  'defaults of variables': argumentsTo('default'),
  'defaults of the schema': rewrite(() => ({ Argument: (node) => (isDefaultSize(node) ? null : undefined) })),
  'last for first': rewrite((types) => ({
    Argument: (node) =>
      node.name.value === 'first' && types.getFieldDef()?.args.some(({ name }) => name === 'last') === true
        ? { ...node, name: { kind: Kind.NAME, value: 'last' } }
        : undefined,
  })),
  null: rewrite(() => ({
    Argument: (node) => (isDefaultSize(node) ? { ...node, value: { kind: Kind.NULL } } : undefined),
  })),
  'variables inside input objects': rewrite((types, declared) => ({
    ObjectField: {
      leave: (node) =>
        node.value.kind === Kind.OBJECT || node.value.kind === Kind.VARIABLE
          ? undefined
          : { ...node, value: toVariable(node.value, types, declared, 'value') },
    },
  })),
  aliases: rewrite(() => {
    let count = 0;
    return { Field: { leave: (node) => ({ ...node, alias: { kind: Kind.NAME, value: `a${count++}` } }) } };
  }),
  fragments: rewrite((types, declared) => ({
    SelectionSet: {
      leave: (node) => {
        const type = types.getParentType();
        if (!isCompositeType(type)) return undefined;
        const name = { kind: Kind.NAME, value: `F${declared.fragments.length}` } as const;
        const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } } as const;
        declared.fragments.push({ kind: Kind.FRAGMENT_DEFINITION, name, typeCondition, selectionSet: node });
        return { ...node, selections: [{ kind: Kind.FRAGMENT_SPREAD, name }] };
      },
    },
  })),
  'inline fragments': rewrite(() => ({
    SelectionSet: {
      leave: (node) => ({ ...node, selections: [{ kind: Kind.INLINE_FRAGMENT, selectionSet: node }] }),
    },
  })),
  '@include and @skip': rewrite((_types, declared) => {
    const variable = declare(declared, 'Boolean!', null);
    declared.values[variable.name.value] = true;
    return {
      Field: { leave: (node) => ({ ...node, directives: [include(variable)] }) },
      OperationDefinition: {
        leave: ({ selectionSet, ...operation }) => {
          const selections = [...selectionSet.selections, ...skippedIf(variable)];
          return { ...operation, selectionSet: { ...selectionSet, selections } };
        },
      },
    };
  }),
  'edges for nodes': rewrite((types) => ({
    Field: {
      leave: (node) => {
        if (node.name.value !== 'nodes' || !(types.getParentType()?.name ?? '').endsWith('Connection'))
          return undefined;
        const inner = { ...node, name: { kind: Kind.NAME, value: 'node' } } as const;
        return {
          ...node,
          name: { kind: Kind.NAME, value: 'edges' },
          selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] },
        };
      },
    },
  })),
};

/** The document with `__typename` in every selection. */
export function withTypeNames(document: string): string {
  return print(
    visit(parse(document), {
      SelectionSet: {
        leave: (node) => ({
          ...node,
          selections: [...node.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
        }),
      },
    }),
  );
}
