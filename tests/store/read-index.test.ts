import { describe, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.ts';
import { EVERYTHING } from '../../src/domain/filter.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import type { GraphStore, PageQuestion } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { createIndexedStore, type ReadIndexSettings } from '../../src/store/read-index.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

const options = () => ({
  deadlineMs: 5_000,
  coordinate: 'Query.resources',
  requestId: 'test',
  signal: new AbortController().signal,
});
const PAGE: PageQuestion = {
  scope: { relation: 'Query.resources' },
  filter: EVERYTHING,
  order: [{ field: 'YEAR', direction: 'DESC' }],
  page: { size: 3, from: 'start', after: null, before: null },
};
const COUNT = { scope: PAGE.scope, filter: EVERYTHING, asks: [{ ask: 'count' }] } as const;

/** A store that counts who is asked, behind an index. */
function watched(settings: Partial<ReadIndexSettings> = {}) {
  const asked: string[] = [];
  const store = createMemoryStore(SMALL_GRAPH);
  const told: GraphStore = {
    ...store,
    page: (question, with_) => {
      asked.push('page');
      return store.page(question, with_);
    },
    aggregate: (question, with_) => {
      asked.push('aggregate');
      return store.aggregate(question, with_);
    },
    byIds: (ids, with_) => {
      asked.push('byIds');
      return store.byIds(ids, with_);
    },
  };
  const said: string[] = [];
  const indexed = createIndexedStore(told, {
    readSkeleton: async () => SMALL_GRAPH,
    createIndex: (records: GraphRecords) => createMemoryStore(records),
    maxResources: 1_000,
    onNotice: (sentence) => void said.push(sentence),
    ...settings,
  });
  return { store, indexed, asked, said };
}

/** A reading that ends when it is told to. */
function heldReading() {
  let end: (records: GraphRecords) => void = () => undefined;
  const held = new Promise<GraphRecords>((resolve) => (end = resolve));
  return { readSkeleton: () => held, end: () => end(SMALL_GRAPH) };
}

describe('the read index', () => {
  it('lets the store answer while it is being read, and answers itself from then on', async () => {
    const { readSkeleton, end } = heldReading();
    const { store, indexed, asked } = watched({ readSkeleton });
    const expected = await store.page(PAGE, options());
    expect(await indexed.page(PAGE, options())).toEqual(expected);
    await indexed.aggregate(COUNT, options());
    expect(asked).toEqual(['page', 'aggregate']);
    end();
    expect(await indexed.indexed()).toBe(true);
    asked.length = 0;
    expect(await indexed.page(PAGE, options())).toEqual(expected);
    await indexed.aggregate(COUNT, options());
    // What a page shows is read from the store.
    expect(asked).toEqual(['byIds']);
  });

  it('is no longer asked once the store holds another graph', async () => {
    const { store, indexed, asked } = watched();
    await indexed.status(options());
    expect(await indexed.indexed()).toBe(true);
    await store.load(
      { ...SMALL_GRAPH, revision: 'another' },
      { signal: options().signal, onProgress: () => undefined },
    );
    await indexed.aggregate(COUNT, options());
    expect(asked).toEqual(['aggregate']);
  });

  it('does not serve a page whose resources are gone from the store', async () => {
    const { indexed, asked } = watched({
      readSkeleton: async () => ({
        ...SMALL_GRAPH,
        resources: SMALL_GRAPH.resources.map((resource) => ({
          ...resource,
          id: `${resource.id}-gone` as typeof resource.id,
        })),
        authorships: [],
        resourceOrganizations: [],
        tags: [],
        listings: [],
        links: [],
      }),
    });
    await indexed.status(options());
    expect(await indexed.indexed()).toBe(true);
    const page = (await indexed.page(PAGE, options())).get('');
    expect(page?.items.map(({ node }) => node.id)).not.toContain(undefined);
    expect(asked).toEqual(['byIds', 'page']);
  });

  it('leaves texts to the full-text index of the store', async () => {
    const { indexed, asked } = watched();
    await indexed.status(options());
    await indexed.indexed();
    await indexed.page({ ...PAGE, filter: { op: 'text', query: 'testing' } }, options());
    expect(asked).toEqual(['page']);
  });

  it('is not made of a graph that is too large, nor where none is wanted', async () => {
    const { indexed, asked } = watched({ maxResources: 0 });
    await indexed.aggregate(COUNT, options());
    expect(await indexed.indexed()).toBe(false);
    expect(asked).toEqual(['aggregate']);
  });

  it('says in one line that it could not be read, and does not try again at once', async () => {
    let tries = 0;
    const readSkeleton = async (): Promise<GraphRecords> => {
      tries += 1;
      throw new DomainError('STORE_UNAVAILABLE', 'not shown');
    };
    const { indexed, said } = watched({ readSkeleton });
    for (let count = 0; count < 3; count += 1) await indexed.aggregate(COUNT, options());
    expect(await indexed.indexed()).toBe(false);
    expect(tries).toBe(1);
    expect(said).toEqual(['The read index could not be read (STORE_UNAVAILABLE); Neo4j answers alone until it can.']);
  });

  it('ends its reading with the store', async () => {
    let signal: AbortSignal | null = null;
    const { indexed, said } = watched({
      readSkeleton: (asked) => {
        signal = asked.signal;
        return new Promise((_resolve, reject) =>
          asked.signal.addEventListener('abort', () => reject(new Error('gone'))),
        );
      },
    });
    await indexed.status(options());
    await indexed.close();
    expect(await indexed.indexed()).toBe(false);
    expect(signal).toMatchObject({ aborted: true });
    expect(said).toEqual([]);
  });
});
