/**
 * The only way to make a statement. A hole of the `cy` tag takes a fragment or a parameter; a value can reach the
 * database as a parameter only, so the text depends on the shape of a question alone.
 */
import neo4j, { type Integer } from 'neo4j-driver';
import type { StatementName, Strategy } from '../../observability/store-report.ts';

export type CypherValue =
  | string
  | number
  | boolean
  | null
  | Integer
  | Int8Array
  | readonly CypherValue[]
  | { readonly [key: string]: CypherValue };

const fragmentBrand: unique symbol = Symbol('fragment');

/** A piece of a statement: its text pieces, and between them the parameters. */
export interface Fragment {
  readonly [fragmentBrand]: true;
  readonly texts: readonly string[];
  /** One fewer than `texts`. */
  readonly values: readonly CypherValue[];
  /** How it finds resources; null where it finds none. */
  readonly strategy: Strategy | null;
}

/** The whole of a statement, and what it is for. */
export interface NamedFragment extends Fragment {
  readonly statement: StatementName;
}

export interface Statement {
  readonly text: string;
  readonly parameters: Readonly<Record<string, CypherValue>>;
}

function fragment(
  texts: readonly string[],
  values: readonly CypherValue[],
  strategy: Strategy | null = null,
): Fragment {
  return { [fragmentBrand]: true, texts, values, strategy };
}

/** The same fragment, which finds resources in this way. */
export function findsBy(strategy: Strategy, body: Fragment): Fragment {
  return { ...body, strategy };
}

/** The same fragment as the whole of a statement. */
export function named(statement: StatementName, body: Fragment): NamedFragment {
  return { ...body, statement };
}

function isFragment(value: unknown): value is Fragment {
  return typeof value === 'object' && value !== null && fragmentBrand in value;
}

function concat(parts: readonly Fragment[]): Fragment {
  const texts = [''];
  const values: CypherValue[] = [];
  let strategy: Strategy | null = null;
  for (const part of parts) {
    if (part.strategy !== null) strategy = strategy === null || strategy === part.strategy ? part.strategy : 'mixed';
    texts[texts.length - 1] += part.texts[0] ?? '';
    texts.push(...part.texts.slice(1));
    values.push(...part.values);
  }
  return fragment(texts, values, strategy);
}

/** A value that travels beside the text. */
export function param(value: CypherValue): Fragment {
  return fragment(['', ''], [value]);
}

/** A JavaScript number as a Cypher integer: `LIMIT` refuses the floats that plain numbers become. */
export function int(value: number): Integer {
  return neo4j.int(value);
}

/** The same where there may be none. */
export function intOrNull(value: number | null): Integer | null {
  return value === null ? null : int(value);
}

/** Writes a fragment from fixed text and other fragments. @throws Error (a bug) when a hole holds anything else. */
export function cy(texts: TemplateStringsArray, ...holes: readonly Fragment[]): Fragment {
  const parts: Fragment[] = [fragment([texts[0] ?? ''], [])];
  holes.forEach((hole, index) => {
    if (!isFragment(hole)) throw new Error('Only fragments and parameters may stand in Cypher');
    parts.push(hole, fragment([texts[index + 1] ?? ''], []));
  });
  return concat(parts);
}

/** Fragments in a row, with a fixed fragment between them. */
export function join(parts: readonly Fragment[], separator: Fragment): Fragment {
  return concat(parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]*$/;

/** A variable or property name of our own making. @throws Error (a bug) when it is no plain identifier. */
export function name(identifier: string): Fragment {
  if (!IDENTIFIER.test(identifier)) throw new Error('Not an identifier');
  return fragment([identifier], []);
}

/** A place in a list, counted from 0. @throws Error (a bug) when it is none. */
export function place(index: number): Fragment {
  if (!Number.isSafeInteger(index) || index < 0) throw new Error('Not a place in a list');
  return fragment([String(index)], []);
}

/** `variable.property`. */
export function property(variable: string, key: string): Fragment {
  return concat([name(variable), fragment(['.'], []), name(key)]);
}

/** The text with `$p0`, `$p1` … in place of the parameters, opened by a comment that names who asks. */
export function toStatement(coordinate: string, body: Fragment): Statement {
  if (!/^[A-Za-z.]+$/.test(coordinate)) throw new Error('A coordinate is made of names and dots');
  const parameters: Record<string, CypherValue> = {};
  let text = ['/* ', coordinate, ' */ '].join('');
  body.texts.forEach((piece, index) => {
    text += piece;
    if (index < body.values.length) {
      text += '$p'.concat(String(index));
      parameters['p'.concat(String(index))] = body.values[index] ?? null;
    }
  });
  return { text, parameters };
}
