import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../src/domain/ids.ts';
import type { ExpandQuestion, GraphStore } from '../../src/store/graph-store.ts';
import { createKeptNodes } from '../../src/store/kept-nodes.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

const options = () => ({
  deadlineMs: 5_000,
  coordinate: 'Query.resource',
  requestId: 'test',
  signal: new AbortController().signal,
});
const IDS: readonly NodeId[] = SMALL_GRAPH.resources.map(({ id }) => id);
const AUTHORS: ExpandQuestion<'Resource.authors'> = {
  relation: 'Resource.authors',
  parents: IDS,
  page: { size: 2, from: 'start', after: null, before: null },
};
const ANOTHER = {
  ...SMALL_GRAPH,
  revision: 'another',
  authors: SMALL_GRAPH.authors.map((a) => ({ ...a, name: `${a.name} II` })),
};

/** A store that counts what it is asked for, behind kept nodes. */
function watched(maxNodes = 10_000) {
  const store = createMemoryStore(SMALL_GRAPH);
  const asked: (readonly NodeId[])[] = [];
  let beforeAnswer = async (): Promise<void> => {};
  const told: GraphStore = {
    ...store,
    byIds: async (ids, with_) => {
      asked.push(ids);
      await beforeAnswer();
      return store.byIds(ids, with_);
    },
    expand: async (question, with_) => {
      asked.push(question.parents);
      return store.expand(question, with_);
    },
  };
  const load = (graph: typeof SMALL_GRAPH) =>
    store.load(graph, { signal: options().signal, onProgress: () => undefined });
  return {
    store,
    kept: createKeptNodes(told, maxNodes),
    asked,
    load,
    whileReading: (work: () => Promise<unknown>) => (beforeAnswer = async () => void (await work())),
  };
}

describe('kept nodes', () => {
  it('answer as the store does, which is asked only for what is not kept yet', async () => {
    const { store, kept, asked } = watched();
    const [first, second, third] = IDS;
    if (first === undefined || second === undefined || third === undefined) throw new Error('The graph is too small');
    await kept.byIds([first, second], options());
    const all = [third, second, first];
    expect(await kept.byIds(all, options())).toEqual(await store.byIds(all, options()));
    expect(asked).toEqual([[first, second], [third]]);
  });

  it('are lists too, each page of each relation for itself', async () => {
    const { store, kept, asked } = watched();
    const wider = { ...AUTHORS, page: { size: 3, from: 'start', after: null, before: null } } as const;
    const links = (direction: 'BOTH' | 'OUTGOING') =>
      ({ relation: 'Resource.links', parents: IDS, page: null, links: { kinds: ['CITES'], direction } }) as const;
    const questions = [
      AUTHORS,
      wider,
      { ...AUTHORS, relation: 'Resource.topics' as const },
      links('BOTH'),
      links('OUTGOING'),
    ];
    for (const round of [1, 2]) {
      for (const question of questions) {
        expect(await kept.expand(question, options()), `round ${round}`).toEqual(
          await store.expand(question, options()),
        );
      }
    }
    expect(asked).toHaveLength(questions.length);
    await kept.expand({ ...AUTHORS, parents: IDS.toReversed() }, options());
    expect(asked).toHaveLength(questions.length);
  });

  it('ask again for an id that names nothing', async () => {
    const { kept, asked } = watched();
    const nobody = 'Resource:nobody' as NodeId;
    expect(await kept.byIds([nobody], options())).toEqual(new Map());
    await kept.byIds([nobody], options());
    expect(asked).toEqual([[nobody], [nobody]]);
  });

  it('are forgotten with their graph', async () => {
    const { store, kept, load } = watched();
    await kept.expand(AUTHORS, options());
    await load(ANOTHER);
    expect(await kept.expand(AUTHORS, options())).toEqual(await store.expand(AUTHORS, options()));
  });

  it('are not those that were read while the graph changed', async () => {
    const { store, kept, asked, load, whileReading } = watched();
    const ids = SMALL_GRAPH.authors.map(({ id }) => id);
    whileReading(() => load(ANOTHER));
    await kept.byIds(ids, options());
    whileReading(async () => {});
    await load(SMALL_GRAPH);
    expect(await kept.byIds(ids, options())).toEqual(await store.byIds(ids, options()));
    expect(asked).toHaveLength(2);
  });

  it('are no more than so many, the least recent of which go', async () => {
    const { kept, asked } = watched(2);
    const [first, second, third] = IDS.map((id) => [id]);
    if (first === undefined || second === undefined || third === undefined) throw new Error('The graph is too small');
    for (const ids of [first, second, third, third, second, first]) await kept.byIds(ids, options());
    expect(asked).toEqual([first, second, third, first]);
  });

  it('are none where none are wanted', async () => {
    const store = createMemoryStore(SMALL_GRAPH);
    expect(createKeptNodes(store, 0)).toBe(store);
  });
});
