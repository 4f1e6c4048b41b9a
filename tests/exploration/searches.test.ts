import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNeighborhood } from '../../src/exploration/find-neighborhood.ts';
import { findPaths } from '../../src/exploration/find-paths.ts';
import { createPacer } from '../../src/exploration/pacer.ts';
import { HUB_DEGREE } from '../../src/exploration/region.ts';
import { allPaths } from '../property/naive-exploration.ts';
import { runs } from '../property/replay.ts';
import { arrayReader, idOf } from './array-reader.ts';

type Pair = readonly [number, number];

const pacer = (deadlineMs = 20_000, signal = new AbortController().signal) => createPacer({ signal, deadlineMs });
const ends = (from: number, to: number) => ({ from: idOf(from), to: idOf(to) });

/** Node `start` joined to all of `size` nodes, each of them to all of `size` others, and these to `goal`. */
function wall(size: number): Pair[] {
  const [start, goal] = [0, 1];
  const left = Array.from({ length: size }, (_, index) => 2 + index);
  const right = left.map((node) => node + size);
  return [
    ...left.map((node): Pair => [start, node]),
    ...right.map((node): Pair => [node, goal]),
    ...left.flatMap((a) => right.map((b): Pair => [a, b])),
  ];
}

describe('the search for paths', () => {
  it('lists the same paths in the same order as making them all, whichever nodes are hubs', async () => {
    const node = fc.nat({ max: 8 });
    const pair = fc.tuple(node, node).filter(([a, b]) => a !== b);
    const cases = fc.record({
      pairs: fc.uniqueArray(pair, { minLength: 4, maxLength: 22, selector: (two) => two.toSorted().join() }),
      hubs: fc.uniqueArray(node, { maxLength: 6 }),
      maxHops: fc.integer({ min: 1, max: 6 }),
      first: fc.integer({ min: 1, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ pairs, hubs, maxHops, first }) => {
        const neighbours = new Map<string, Set<string>>();
        for (const [a, b] of pairs.flatMap(([x, y]) => [[x, y] as const, [y, x] as const])) {
          neighbours.set(idOf(a), (neighbours.get(idOf(a)) ?? new Set()).add(idOf(b)));
        }
        const expected = allPaths(neighbours, { ...ends(0, 1), maxHops }, (id) => hubs.some((hub) => idOf(hub) === id));
        const found = await findPaths({ ...ends(0, 1), maxHops, first }, arrayReader(pairs, new Set(hubs)), pacer());
        expect(found.paths.map(({ nodes }) => nodes.map(({ id }) => String(id)))).toEqual(expected.slice(0, first));
        expect(found.truncated).toBe(false);
      }),
      runs(500, 7_500),
    );
  });

  it('prefers what does not lead through a hub, and passes one where nothing else is as short', async () => {
    const around = Array.from({ length: HUB_DEGREE }, (_, index): Pair => [2, 100 + index]);
    const pairs: Pair[] = [[0, 2], [2, 1], [0, 3], [3, 1], [0, 4], [4, 5], [5, 1], ...around];
    const found = await findPaths({ ...ends(0, 1), maxHops: 3, first: 3 }, arrayReader(pairs), pacer());
    const inner = found.paths.map(({ nodes }) => nodes.slice(1, -1).map(({ id }) => id));
    expect(inner).toEqual([[idOf(3)], [idOf(2)], [idOf(4), idOf(5)]]);
  });

  it('says that it stopped when too many edges would have to be read', async () => {
    const found = await findPaths({ ...ends(0, 1), maxHops: 6, first: 1 }, arrayReader(wall(460)), pacer());
    expect([found.paths.length, found.truncated]).toEqual([0, true]);
    expect(found.exploredNodeCount).toBe(2 + 2 * 460);
  });

  it('keeps what it found when it stops before it has all that is wanted', async () => {
    const pairs: Pair[] = [...wall(460), [0, 1]];
    const found = await findPaths({ ...ends(0, 1), maxHops: 6, first: 2 }, arrayReader(pairs), pacer());
    expect(found.paths.map(({ edges }) => edges.length)).toEqual([1]);
    expect(found.truncated).toBe(true);
  });

  it('lets others run while it reads and lists much', async () => {
    let turns = 0;
    let running = true;
    const count = (): void => {
      turns += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const found = await findPaths({ ...ends(0, 1), maxHops: 6, first: 20 }, arrayReader(wall(300)), pacer());
    running = false;
    expect([found.paths.length, found.truncated]).toEqual([20, false]);
    expect(turns).toBeGreaterThan(2);
  });

  it('ends with what it has when its share of the deadline is used up', async () => {
    const quick = arrayReader([
      [0, 1],
      [0, 2],
      [2, 3],
      [3, 4],
      [4, 1],
    ]);
    let reads = 0;
    const slow = {
      ...quick,
      neighbours: async (nodes: readonly number[]) => {
        reads += 1;
        if (reads > 1) await sleep(300);
        return quick.neighbours(nodes);
      },
    };
    const found = await findPaths({ ...ends(0, 1), maxHops: 6, first: 20 }, slow, pacer(400));
    expect([found.paths.map(({ edges }) => edges.length), found.truncated]).toEqual([[1], true]);
  });

  it('gives up when nobody waits any more', async () => {
    const search = { ...ends(0, 1), maxHops: 6, first: 20 };
    const read = findPaths(search, arrayReader(wall(300)), pacer(20_000, AbortSignal.abort()));
    await expect(read).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});

describe('the search for a neighbourhood', () => {
  const around = (reader: ReturnType<typeof arrayReader>, depth: number, first: number) =>
    findNeighborhood({ id: idOf(0), depth, first }, reader, pacer());

  it('shows at most 2,000 edges, those between the first nodes, and says so', async () => {
    const all = Array.from({ length: 70 }, (_, node) => node);
    const pairs = all.flatMap((a) => all.filter((b) => a < b).map((b): Pair => [a, b]));
    const graph = await around(arrayReader(pairs), 1, 100);
    expect([graph.nodes.length, graph.edges.length, graph.omittedNodeCount]).toEqual([70, 2_000, 0]);
    expect(graph.truncated).toBe(true);
    // 64 nodes have 2,016 edges among them.
    expect(graph.nodes.slice(64).map(({ degree }) => degree)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('counts what it reached as left out at least when it stopped', async () => {
    const graph = await around(arrayReader(wall(460)), 2, 11);
    expect([graph.nodes.length, graph.omittedNodeCount, graph.truncated]).toEqual([11, 450, true]);
  });
});
