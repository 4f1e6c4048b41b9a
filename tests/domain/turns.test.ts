import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inSlices, inTurn, nextTurn, SLICE_MS } from '../../src/domain/turns.ts';

/** Keeps the processor for so long. */
function workFor(ms: number): void {
  const startedAt = performance.now();
  while (performance.now() - startedAt < ms);
}

it('gives one turn in each round of the event loop, in the order they were asked for', async () => {
  let round = 0;
  const turns: number[] = [];
  const taken = [1, 2, 3].map(async () => {
    await nextTurn();
    turns.push(round);
  });
  for (; turns.length < 3; round += 1) await nextRound();
  await Promise.all(taken);
  expect(turns).toHaveLength(new Set(turns).size);
  expect(turns).toEqual(turns.toSorted((a, b) => a - b));
});

it('does short work at once, and what comes after a slice of it in a later round', async () => {
  await nextRound();
  let isLater = false;
  const later = nextRound().then(() => {
    isLater = true;
  });
  const work = (): boolean => {
    workFor(SLICE_MS);
    return isLater;
  };
  const done = Promise.all([inTurn(work), inTurn(work), inTurn(work)]);
  expect(await done).toEqual([false, true, true]);
  await later;
});

it('passes on what the work throws, at once and later', async () => {
  await nextRound();
  const fails = (): never => {
    workFor(SLICE_MS);
    throw new Error('broken');
  };
  const results = await Promise.allSettled([inTurn(fails), inTurn(fails)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

const ITEMS = Array.from({ length: 200 }, (_, index) => index);

it('visits many items in order, and lets others in whenever a slice is over', async () => {
  let rounds = 0;
  const count = setInterval(() => (rounds += 1), 0);
  const visited: number[] = [];
  await inSlices(ITEMS, (item) => {
    workFor(SLICE_MS / 20);
    visited.push(item);
  });
  clearInterval(count);
  expect(visited).toEqual(ITEMS);
  // 200 items take ten slices, each a few items longer than it should be.
  expect(rounds).toBeGreaterThan(3);
});

it('visits no more items once nobody waits', async () => {
  const gone = new AbortController();
  let visited = 0;
  const visiting = inSlices(
    ITEMS,
    () => {
      workFor(SLICE_MS / 20);
      visited += 1;
      gone.abort(new Error('nobody waits'));
    },
    gone.signal,
  );
  await expect(visiting).rejects.toThrow('nobody waits');
  expect(visited).toBeLessThan(ITEMS.length);
});
