/**
 * Rows of a statement as columns. A row as a list of its own costs the driver and the database that list, and each whole number in
 * it costs the driver as much as a text: so whole numbers of a column travel as one text, of which the database makes a list.
 */
import neo4j from 'neo4j-driver';
import { cy, place, type CypherValue, type Fragment } from './cypher.ts';
import type { Properties } from './properties.ts';

/** Which properties rows have. */
export interface ColumnKeys {
  /** Whole numbers, or null. */
  readonly wholes: readonly string[];
  readonly others: readonly string[];
}

/** The keys of rows that are like this one: what is a whole number in it is one in all. */
export function keysLike(row: Properties): ColumnKeys {
  const keys = Object.keys(row);
  const isWhole = (key: string): boolean => neo4j.isInt(row[key]);
  return { wholes: keys.filter(isWhole), others: keys.filter((key) => !isWhole(key)) };
}

/** Whole numbers and nulls as one text. @throws Error (a bug) for another value. */
export function wholesText(values: readonly (CypherValue | undefined)[]): string {
  const wholes = values.map((value) => {
    if (value === undefined || value === null) return null;
    const whole = neo4j.isInt(value) ? value.toNumber() : value;
    if (!Number.isSafeInteger(whole)) throw new Error('A value that is no whole number');
    return whole;
  });
  return wholes.join(' ');
}

/** What `wholesText` was given, in Cypher. */
export function wholesIn(text: Fragment): Fragment {
  return cy`toIntegerList(split(${text}, ' '))`;
}

/** The columns of some rows. @throws Error (a bug) where a row has a property that the others do not have. */
export function columnsOf(rows: readonly Properties[], { wholes, others }: ColumnKeys): Record<string, CypherValue> {
  const known = new Set([...wholes, ...others]);
  for (const row of rows)
    for (const key of Object.keys(row)) if (!known.has(key)) throw new Error(`A row has ${key}, which others do not`);
  return {
    wholes: wholes.map((key) => wholesText(rows.map((row) => row[key]))),
    values: others.map((key) => rows.map((row) => row[key] ?? null)),
  };
}

/** The columns that `given` holds, as names for the clauses that follow: `wholes` and `values`. */
export function columnNames(given: Fragment): Fragment {
  return cy`[text IN ${given}.wholes | ${wholesIn(cy`text`)}] AS wholes, ${given}.values AS values`;
}

/** The column of a key, after `columnNames`. @throws Error (a bug) where there is none. */
export function column({ wholes, others }: ColumnKeys, key: string): Fragment {
  if (wholes.includes(key)) return cy`wholes[${place(wholes.indexOf(key))}]`;
  if (others.includes(key)) return cy`values[${place(others.indexOf(key))}]`;
  throw new Error(`There is no column ${key}`);
}

/** Every key with its value in row `i`. */
export function valuesOf(keys: ColumnKeys): (readonly [key: string, value: Fragment])[] {
  return [...keys.others, ...keys.wholes].map((key) => [key, cy`${column(keys, key)}[i]`]);
}
