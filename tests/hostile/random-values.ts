/** Values for any argument of the schema: mostly what the graph holds, now and then what only looks like it. */
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import type { GraphRecords } from '../../src/domain/model.ts';
import { nodeIds } from '../property/arbitrary-exploration.ts';
import { HOSTILE_TEXTS } from '../property/naive-search.ts';
import { INJECTIONS } from './injections.ts';
import type { RandomSource } from './random-source.ts';
import { SCRIPTS } from './scripts.ts';

/** A value as it stands in a document, and as it stands in JSON for a variable. */
export interface RandomValue {
  readonly literal: string;
  readonly json: unknown;
}

export interface ValuePool {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  readonly urls: readonly string[];
  /** Taken from answers as they come. */
  readonly cursors: string[];
}

const ODD_TEXTS = [
  ...INJECTIONS,
  ...HOSTILE_TEXTS,
  ...Object.values(SCRIPTS),
  'Topic:',
  'Resource:no-such',
  '0',
  'null',
];
const ODD_URLS = ['https://example.org/?q=%27%3B', 'http://[::1]/', 'https://例え.jp/%00', 'HTTPS://A.B/../c#d'];
const MOMENTS = ['2026-01-01', '2026-11-23T00:00:00Z', '1900-01-01T00:00:00+14:00', '9999-12-31T23:59:59.999Z'];
const SIZES = [0, 1, 1, 2, 2, 3, 3, 5, 10, 25];
const YEARS = [2015, 2017, 2018, 2019, 2020, 2021, 2023, 0, -1, 2_147_483_647];
const ODD_SHARE = 0.15;
const MAX_NESTING = 3;
const BY_NAME: Readonly<Record<string, readonly number[]>> = {
  first: SIZES,
  last: SIZES,
  firstRows: SIZES,
  firstColumns: SIZES,
  depth: [1, 1, 2, 3],
  maxHops: [1, 2, 3, 4, 6],
  minCount: [1, 2, 5],
};

export function valuePool(graph: GraphRecords): ValuePool {
  const { resources, authors, organizations, topics, venues } = graph;
  const named = [...authors, ...organizations, ...topics, ...venues];
  return {
    ids: nodeIds(graph),
    texts: [
      ...resources.flatMap(({ title, slug, track, doi }) => [title, slug, track ?? title, doi ?? title]),
      ...named.flatMap(({ name, slug, nameJa }) => [name, slug, nameJa ?? name]),
      ...topics.flatMap(({ altLabels }) => [...altLabels.EN, ...altLabels.JA]),
    ],
    urls: resources.flatMap(({ urls }) => urls),
    cursors: [],
  };
}

const quoted = (text: string): RandomValue => ({ literal: JSON.stringify(text), json: text });

function textOf(random: RandomSource, pool: ValuePool): string {
  if (random.chance(ODD_SHARE)) return random.pick(ODD_TEXTS);
  const text = random.pick(pool.texts);
  if (random.chance(0.5)) return text;
  // A word, or the beginning of one.
  const word = random.pick(text.split(/\s+/));
  return random.chance(0.5) ? word : word.slice(0, 1 + random.whole(5));
}

/** An id, of the wanted kind where the field says which. */
function idOf(random: RandomSource, pool: ValuePool, kind: string | null): string {
  if (random.chance(ODD_SHARE / 2)) return random.pick(ODD_TEXTS);
  for (let tries = 0; tries < 50; tries += 1) {
    const id = random.pick(pool.ids);
    if (kind === null || id.startsWith(`${kind}:`)) return id;
  }
  return random.pick(pool.ids);
}

export interface Wanted {
  readonly name: string;
  readonly type: GraphQLInputType;
  /** The node type that an id should be of, where that is known. */
  readonly kind: string | null;
}

export class ValueWriter {
  readonly #random: RandomSource;
  readonly #pool: ValuePool;

  constructor(random: RandomSource, pool: ValuePool) {
    this.#random = random;
    this.#pool = pool;
  }

  value({ name, type, kind }: Wanted, nesting = 0): RandomValue {
    if (isNonNullType(type)) return this.value({ name, type: type.ofType, kind }, nesting);
    if (isListType(type)) {
      const length = this.#random.pick([0, 1, 1, 2, 2, 3]);
      const items = Array.from({ length }, () => this.value({ name, type: type.ofType, kind }, nesting));
      return { literal: `[${items.map(({ literal }) => literal).join(', ')}]`, json: items.map(({ json }) => json) };
    }
    if (isEnumType(type)) {
      const chosen = this.#random.pick(type.getValues()).name;
      return { literal: chosen, json: chosen };
    }
    return isInputObjectType(type) ? this.#object(type, kind, nesting) : this.#scalar(name, type.name, kind);
  }

  #object(type: GraphQLInputObjectType, given: string | null, nesting: number): RandomValue {
    const all = Object.values(type.getFields());
    const usable = all.filter(({ type: of }) => nesting < MAX_NESTING || !/Filter/.test(String(of)) || isFlat(of));
    const required = usable.filter(({ type: of, defaultValue }) => isNonNullType(of) && defaultValue === undefined);
    const count = this.#random.pick([1, 1, 1, 2, 3]);
    const drawn = Array.from({ length: count }, () => this.#random.pick(usable));
    const fields = [...new Set<GraphQLInputField>([...required, ...drawn])];
    // A filter of topics holds ids of topics; a comparison of ids those of the filter it stands in.
    const kind = type.name === 'IdFilter' ? given : (/^(\w+?)(?:List)?Filter$/.exec(type.name)?.[1] ?? null);
    const parts = fields.map((field) => [field.name, this.value({ ...field, kind }, nesting + 1)] as const);
    return {
      literal: `{ ${parts.map(([name, { literal }]) => `${name}: ${literal}`).join(', ')} }`,
      json: Object.fromEntries(parts.map(([name, { json }]) => [name, json])),
    };
  }

  /** One choice however many there are, so that what follows does not depend on the answers before. */
  #cursor(): string {
    const { cursors } = this.#pool;
    return cursors[this.#random.whole(2 ** 16) % Math.max(1, cursors.length)] ?? 'page2';
  }

  #number(name: string): RandomValue {
    const number = this.#random.pick(BY_NAME[name] ?? YEARS);
    return { literal: String(number), json: number };
  }

  #scalar(name: string, type: string, kind: string | null): RandomValue {
    switch (type) {
      case 'Int':
        return this.#number(name);
      case 'Boolean': {
        const is = this.#random.chance(0.5);
        return { literal: String(is), json: is };
      }
      case 'ID':
        return quoted(idOf(this.#random, this.#pool, kind));
      case 'URL':
        return quoted(this.#random.pick(this.#random.chance(ODD_SHARE) ? ODD_URLS : this.#pool.urls));
      case 'DateTime':
        return quoted(this.#random.pick(MOMENTS));
      case 'String':
        if (name !== 'after' && name !== 'before') return quoted(textOf(this.#random, this.#pool));
        return quoted(this.#cursor());
      default:
        throw new Error(`There are no values for ${type}`);
    }
  }
}

/** A comparison of one value, which ends the nesting. */
function isFlat(type: GraphQLInputType): boolean {
  return /^\[?(?:Id|String|Int|DateTime|ResourceType|Language)Filter/.test(String(type));
}
