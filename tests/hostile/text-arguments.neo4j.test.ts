/** Every argument that takes text, with texts that would be syntax of a statement: only ever a parameter of one. */
import { auth, driver as driverFor } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { smallEngine, type Ask } from '../graphql/small-engine.ts';
import { ADDRESS, load, neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import { HOSTILE_GRAPH } from './hostile-graph.ts';
import { ALL_SIGNS, MARK, PLAIN } from './injections.ts';
import { formed, IN_FULL, textCases, type TextCase } from './text-cases.ts';
import { IS_LONG } from '../property/replay.ts';
import { textArguments, type TextArgument } from './text-places.ts';

/** More would take the database seconds to plan. */
const CONDITIONS = 6;
/** Searched for like others, or recognised as an address and looked up. */
const HARMLESS = [PLAIN, `works.example/${PLAIN}`];

/** What is taken at all; filters in full at the root, and elsewhere, where the same code makes the statement, in one part. */
const ALL_PLACES = textArguments(createSchema('schema.graphql'));

/**
 * A filter's plans take the database half a minute. In a short run each comparison and each field of it stands once, and
 * one filter of each type is tried; in memory all of them are.
 */
function inShort(places: readonly TextArgument[]): TextArgument[] {
  const isFirst = (keys: readonly string[], index: number): boolean => keys.indexOf(keys[index] ?? '') === index;
  const types = places.map(({ type }) => String(type));
  const chosen = places.filter(
    ({ coordinate, within }, index) => within.length === 0 || coordinate === IN_FULL || isFirst(types, index),
  );
  return chosen.map((place) => {
    const leaves = place.within.map(({ leaf }) => leaf);
    const fields = place.within.map(({ path }) => path[0] ?? '');
    return { ...place, within: place.within.filter((_, index) => isFirst(leaves, index) || isFirst(fields, index)) };
  });
}

const PLACES = IS_LONG ? ALL_PLACES : inShort(ALL_PLACES);
const CASES = textCases(PLACES, CONDITIONS).filter(
  ({ name, coordinate, taking }) =>
    formed(taking, PLAIN) !== null && (coordinate === IN_FULL || !name.includes(' ') || name.endsWith('(1)')),
);

/** Nodes and edges that the database really holds. */
async function counted(): Promise<unknown> {
  const driver = driverFor(ADDRESS.uri, auth.basic(ADDRESS.user, ADDRESS.password));
  const statement = 'MATCH (n) OPTIONAL MATCH (n)-[e]->() RETURN count(DISTINCT n) AS nodes, count(e) AS edges';
  const { records } = await driver.executeQuery(statement, {}, { database: ADDRESS.database });
  await driver.close();
  return records[0]?.toObject();
}

describe.skipIf(NO_NEO4J)('every argument that takes text, on Neo4j', () => {
  const sent: string[] = [];
  const store = neo4jStore({
    onStatement: (name, text) => {
      if (!['status', 'constraints', 'catalog'].includes(name)) sent.push(text);
    },
  });
  let onNeo4j: Ask;
  let inMemory: Ask;
  let before: unknown;
  beforeAll(async () => {
    await load(store, HOSTILE_GRAPH);
    onNeo4j = await smallEngine(() => store);
    inMemory = await smallEngine(() => createMemoryStore(HOSTILE_GRAPH));
    before = await counted();
  });
  afterAll(() => store.close());

  /** The statements that a text is asked with; both stores answer it alike. */
  async function statements({ document, variableOf, taking }: TextCase, text: string): Promise<string[]> {
    const variables = { v: variableOf(formed(taking, text) ?? '') };
    sent.length = 0;
    const { data, errors } = await onNeo4j(document, variables);
    expect(errors).toEqual([]);
    expect(data).toEqual((await inMemory(document, variables)).data);
    return [...sent];
  }

  it.each(CASES)('$name: no text reaches a statement, and both stores answer alike (check 20)', async (one) => {
    const harmless: string[] = [];
    for (const text of HARMLESS) harmless.push(...(await statements(one, text)));
    for (const text of one.name === one.coordinate ? one.texts : [ALL_SIGNS]) {
      const asked = await statements(one, text);
      // A text in which nothing can be looked for needs no statement.
      expect(harmless).toEqual(expect.arrayContaining(asked));
      expect(asked.filter((statement) => statement.includes(MARK))).toEqual([]);
    }
  });

  it('leaves every node and edge where it was (check 20)', async () => {
    expect(await counted()).toEqual(before);
  });
});
