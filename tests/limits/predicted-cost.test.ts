/** The published promise of the cost: computed before anything is read, never below what the answer holds. */
import * as fc from 'fast-check';
import { getNamedType, getNullableType, isCompositeType, isListType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_REASONS } from '../../src/domain/related.ts';
import { MAX_CANDIDATES } from '../../src/graphql/lookup.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { smallEngine, type Ask, type Json } from '../graphql/small-engine.ts';
import { buildGraphRecords, type ResourceSketch } from '../graphs/graph-builder.ts';
import { PROPERTY_TIMEOUT, runs } from '../property/replay.ts';
import { DocumentWriter } from './arbitrary-document.ts';

const SCHEMA = createSchema('schema.graphql');
const LINKED = ['x', 'y', 'z'];
/** With authors, organizations, an edition and two sources in common, as many reasons as are named one by one. */
const TOPICS = ['a', 'b', 'c', ...Array.from({ length: MAX_REASONS - 8 }, (_, index) => `t${index}`)];

/** Named like all others, about all topics, and by all authors; three are linked both ways. */
function workOf(slug: string, index: number): ResourceSketch {
  const others = LINKED.includes(slug) ? LINKED.filter((other) => other !== slug) : [];
  return {
    title: 'Testing ML',
    titleJa: 'Testing テスト',
    year: 2019 + (index % 2),
    ...(index % 2 === 0 ? { venue: 'kdd', edition: 'kdd-2019' } : { venue: 'opml', edition: 'opml-2020' }),
    authors: ['ann', 'bob', 'eve'].map((author) => [author, 'google', 'cmu'] as const),
    organizations: ['google', 'cmu'],
    topics: TOPICS,
    sources: ['one', 'two'],
    links: others.flatMap((other) => [['IMPLEMENTS', other] as const, ['EXPLAINS', other] as const]),
  };
}

/** A graph without slack: every list can be as long as it may be, and one search finds nodes of all kinds. */
const FULL_GRAPH = buildGraphRecords({
  sources: { one: { name: 'Testing one' }, two: { name: 'Testing two' } },
  topics: {
    ...Object.fromEntries(TOPICS.map((slug) => [slug, {}])),
    a: { name: 'MLOps' },
    b: { name: 'ML testing', broader: ['a'], related: ['a'] },
    c: { name: 'Data testing', broader: ['a', 'b'], related: ['a', 'b'] },
  },
  venues: {
    kdd: { name: 'Testing at KDD', editions: { 'kdd-2019': 2019, testing: 2020 } },
    opml: { editions: { 'opml-2020': 2020 } },
  },
  organizations: { google: { name: 'Google Testing' } },
  authors: { ann: { name: 'Ann Testing' } },
  resources: Object.fromEntries(
    [...LINKED, ...Array.from({ length: MAX_CANDIDATES }, (_, index) => `r${index}`)].map((slug, index) => [
      slug,
      workOf(slug, index),
    ]),
  ),
});
const REFUSED_FOR_SIZE = ['QUERY_TOO_COSTLY', 'QUERY_TOO_WIDE', 'QUERY_TOO_DEEP'];
const writer = new DocumentWriter(SCHEMA, FULL_GRAPH);

/** Every list of objects in the schema, those of connections too. */
const LISTS = Object.values(SCHEMA.getTypeMap()).flatMap((type) => {
  if (!isObjectType(type) || type.name.startsWith('__')) return [];
  return Object.values(type.getFields())
    .filter((field) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)))
    .map((field) => `${type.name}.${field.name}`);
});

function isNodeType(name: string): boolean {
  const type = SCHEMA.getType(name);
  return isObjectType(type) && type.getInterfaces().some((shared) => shared.name === 'Node');
}

interface Counts {
  /** All but the outermost and `pageInfo`; an edge and its node are one. */
  objects: number;
  nodes: number;
}

function countIn(json: Json | undefined, counts: Counts, isNodeOfEdge = false): Counts {
  if (Array.isArray(json)) for (const item of json as readonly Json[]) countIn(item, counts);
  else if (typeof json === 'object' && json !== null) {
    const { __typename: type, ...inside } = json as { readonly [key: string]: Json };
    const name = String(type);
    if (name !== 'Query' && name !== 'PageInfo' && !isNodeOfEdge) counts.objects += 1;
    if (isNodeType(name)) counts.nodes += 1;
    for (const [key, value] of Object.entries(inside)) countIn(value, counts, key === 'node' && name.endsWith('Edge'));
  }
  return counts;
}

describe('the predicted cost', () => {
  let ask: Ask;
  beforeAll(async () => {
    ask = await smallEngine(() => createMemoryStore(FULL_GRAPH));
  });

  /** A document above a limit says nothing of its answer; another is drawn for it. */
  async function expectEnough(selection: string): Promise<void> {
    const { data, errors } = await ask(`{ __typename rateLimit { __typename cost nodeCount } ${selection} }`);
    fc.pre(!errors.some(({ extensions }) => REFUSED_FOR_SIZE.includes(String(extensions['code']))));
    expect(errors).toEqual([]);
    const { rateLimit } = data as { readonly rateLimit: { readonly cost: number; readonly nodeCount: number } };
    const { objects, nodes } = countIn(data, { objects: 0, nodes: 0 });
    expect(rateLimit.cost).toBeGreaterThanOrEqual(objects);
    expect(rateLimit.nodeCount).toBeGreaterThanOrEqual(nodes);
  }

  it('is never below the objects and nodes of an answer', PROPERTY_TIMEOUT, async () => {
    await fc.assert(fc.asyncProperty(writer.anyDocument(6), expectEnough), runs(80, 1_000));
  });

  it('counts all edges of two nodes that are joined in several ways', async () => {
    for (const id of ['Resource:x', 'Topic:c']) {
      const around = `neighborhood(id: "${id}", kinds: [IMPLEMENTS, EXPLAINS, BROADER, RELATED], first: 2)`;
      const asked = `${around} { __typename nodes { __typename } edges { __typename provenance { __typename } } }`;
      await expect(expectEnough(asked)).resolves.toBeUndefined();
    }
  });

  it.each(LISTS)('covers the list %s', PROPERTY_TIMEOUT, async (coordinate) => {
    await fc.assert(fc.asyncProperty(writer.documentTo(coordinate, 1), expectEnough), runs(10, 150));
  });
});
