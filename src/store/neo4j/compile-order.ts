/**
 * Orders as stored keys. Every key is kept so that ascending is the wanted order and a missing value is a large
 * sentinel: then all terms, the id too, run one way, and a composite index gives the order.
 */
import { unreachable } from '../../domain/errors.ts';
import type { Resource } from '../../domain/model.ts';
import type { ResourceOrder } from '../../domain/order.ts';
import type { OrderKeys, Position } from '../../domain/page.ts';
import { sortKey } from '../../domain/text.ts';
import { cy, int, join, name, param, property, type CypherValue, type Fragment } from './cypher.ts';
import type { TextScores } from './text-match.ts';

/** Above every year, count and time in milliseconds that a row can hold. */
const MISSING = Number.MAX_SAFE_INTEGER;
/** Sorts after everything else: among reversed texts the longer of two with one beginning comes first. */
const END_OF_REVERSED = '\u00ff';
/** The first of what the units below LAST_PLAIN become, one character each, the last first. */
const FIRST_PLAIN = 0x21;
const LAST_PLAIN = 0x7e;
/** All other units are larger: they become this, which sorts before the plain ones, and three digits. */
const NOT_PLAIN = ' ';
const DIGIT_BITS = 6;
const FIRST_DIGIT = 0x30;

function reversedUnit(unit: number): string {
  if (unit <= LAST_PLAIN) return String.fromCharCode(FIRST_PLAIN + LAST_PLAIN - unit);
  const digits = [2, 1, 0].map((place) => ((0xffff - unit) >>> (place * DIGIT_BITS)) & (2 ** DIGIT_BITS - 1));
  return NOT_PLAIN + String.fromCharCode(...digits.map((digit) => FIRST_DIGIT + digit));
}

/** By code unit, made as they are met: a load reverses millions, of which a few hundred differ. */
const reversedUnits: string[] = [];

/** A text whose ascending order is the descending order of `text`, by UTF-16 code units; of plain letters as long as that. */
export function reversedText(text: string): string {
  let reversed = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    reversed += reversedUnits[unit] ??= reversedUnit(unit);
  }
  return reversed + END_OF_REVERSED;
}

/** Numbers that resources are ordered by and that the load keeps beside them. */
export interface ResourceCounts {
  readonly authorCount: number;
  readonly topicCount: number;
  readonly sourceCount: number;
  readonly linkCount: number;
}

/** The properties that hold the ascending keys of each order; the counts, which all resources have, are their own. */
const STORED = {
  YEAR: { ASC: 'yearUp', DESC: 'yearDown' },
  TITLE: { ASC: 'titleUp', DESC: 'titleDown' },
  ADDED_AT: { ASC: 'addedAtMs', DESC: 'addedAtDown' },
  AUTHOR_COUNT: { ASC: 'authorCount', DESC: 'authorCountDown' },
  TOPIC_COUNT: { ASC: 'topicCount', DESC: 'topicCountDown' },
  SOURCE_COUNT: { ASC: 'sourceCount', DESC: 'sourceCountDown' },
  LINK_COUNT: { ASC: 'linkCount', DESC: 'linkCountDown' },
} as const;
export type StoredOrderField = keyof typeof STORED;
export const STORED_ORDER_FIELDS = Object.keys(STORED) as readonly StoredOrderField[];

interface StoredTerm {
  readonly field: StoredOrderField;
  readonly direction: 'ASC' | 'DESC';
}

/** The property that holds the ascending key of a term. */
export function keyProperty({ field, direction }: StoredTerm): string {
  return STORED[field][direction];
}

/** The value of one order for a resource: what cursors hold. */
export function orderValue(
  resource: Resource,
  counts: ResourceCounts,
  field: StoredOrderField,
): string | number | null {
  switch (field) {
    case 'YEAR':
      return resource.year;
    case 'TITLE':
      return sortKey(resource.title);
    case 'ADDED_AT':
      return Date.parse(resource.addedAt);
    case 'AUTHOR_COUNT':
      return counts.authorCount;
    case 'TOPIC_COUNT':
      return counts.topicCount;
    case 'SOURCE_COUNT':
      return counts.sourceCount;
    case 'LINK_COUNT':
      return counts.linkCount;
    default:
      return unreachable(field);
  }
}

/** The stored key of a value. */
export function storedKey(value: string | number | null, direction: 'ASC' | 'DESC'): CypherValue {
  if (value === null) return int(MISSING);
  if (typeof value === 'string') return direction === 'ASC' ? value : reversedText(value);
  return int(direction === 'ASC' ? value : -value);
}

const KEYS_OF_FIELDS = STORED_ORDER_FIELDS.map((field) => ({
  field,
  up: keyProperty({ field, direction: 'ASC' }),
  down: keyProperty({ field, direction: 'DESC' }),
}));

/** Every stored key of a resource, for the load: its counts and when it was added among them. */
export function storedKeys(resource: Resource, counts: ResourceCounts): Record<string, CypherValue> {
  const keys: Record<string, CypherValue> = {};
  for (const { field, up, down } of KEYS_OF_FIELDS) {
    const value = orderValue(resource, counts, field);
    keys[up] = storedKey(value, 'ASC');
    keys[down] = storedKey(value, 'DESC');
  }
  return keys;
}

/** The order's values of a resource, parallel to its terms. `scores` is null where no text is asked for. */
export function orderKeys(
  order: ResourceOrder,
  resource: Resource,
  counts: ResourceCounts,
  scores: TextScores | null,
): OrderKeys {
  return order.map(({ field }) =>
    field === 'RELEVANCE' ? (scores?.byId.get(resource.id) ?? null) : orderValue(resource, counts, field),
  );
}

/** The ascending key of a score, which is no whole number. */
export function scoreKey(score: number, direction: 'ASC' | 'DESC'): number {
  return direction === 'ASC' ? score : -score;
}

/** The ascending key of a resource's score; above all scores where it has none. */
export function relevanceKey(variable: string, scores: TextScores | null, direction: 'ASC' | 'DESC'): Fragment {
  const missing = param(int(MISSING));
  if (scores === null) return missing;
  const keys = Array.from(scores.byOrdinal, ([ordinal, score]) => [ordinal, scoreKey(score, direction)] as const);
  const ordinal = property(variable, 'searchOrdinal');
  return cy`coalesce(${param(Object.fromEntries(keys))}[toString(${ordinal})], ${missing})`;
}

/** The column of RELEVANCE: a page names `relevanceKey` so. */
function relevanceColumn(index: number, direction: 'ASC' | 'DESC'): Column {
  return {
    expression: name('relevance'),
    at: ({ keys }) => {
      const score = keys[index];
      return typeof score === 'number' ? scoreKey(score, direction) : int(MISSING);
    },
  };
}

/** One ascending column of an order: what it is in Cypher, and its value at a place in the list. */
export interface Column {
  readonly expression: Fragment;
  readonly at: (position: Position) => CypherValue;
}

/** The columns of an order of resources, the id last. */
export function resourceColumns(variable: string, order: ResourceOrder): Column[] {
  const columns = order.map(({ field, direction }, index): Column => {
    if (field === 'RELEVANCE') return relevanceColumn(index, direction);
    return {
      expression: property(variable, keyProperty({ field, direction })),
      at: (position) => storedKey(position.keys[index] ?? null, direction),
    };
  });
  return [...columns, { expression: property(variable, 'id'), at: (position) => position.id }];
}

function strictlyBeyond(columns: readonly Column[], position: Position, after: boolean): Fragment {
  const [first, ...rest] = columns;
  if (first === undefined) return cy`false`;
  const value = param(first.at(position));
  const beyond = after ? cy`${first.expression} > ${value}` : cy`${first.expression} < ${value}`;
  if (rest.length === 0) return beyond;
  // The first comparison alone bounds the index; the second is what it means.
  const within = after ? cy`${first.expression} >= ${value}` : cy`${first.expression} <= ${value}`;
  return cy`(${within} AND (${beyond} OR ${strictlyBeyond(rest, position, after)}))`;
}

/** Conditions for the items strictly between two places; a predicate on every column, so that an index is walked. */
export function keysetCondition(columns: readonly Column[], after: Position | null, before: Position | null): Fragment {
  const present = columns.map((column) => cy`${column.expression} IS NOT NULL`);
  const bounds: Fragment[] = [];
  if (after !== null) bounds.push(strictlyBeyond(columns, after, true));
  if (before !== null) bounds.push(strictlyBeyond(columns, before, false));
  return join([...present, ...bounds], cy` AND `);
}

/** The ORDER BY list; reversed for a page from the end. */
export function orderBy(columns: readonly Column[], from: 'start' | 'end'): Fragment {
  const terms = columns.map(({ expression }) => (from === 'start' ? expression : cy`${expression} DESC`));
  return join(terms, cy`, `);
}
