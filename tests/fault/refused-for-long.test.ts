/** Ten minutes without a database, in a moment: time and chance are given to what watches it. */
import { assert, asyncProperty, infiniteStream, nat, noBias } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.ts';
import { createRevisions } from '../../src/store/neo4j/revision.ts';
import { runs } from '../property/replay.ts';
import { tell } from './watch-product.ts';

const TEN_MINUTES_MS = 600_000;
const STEP_MS = 25;
const MOST = 1_000_000;
const OPTIONS = { signal: new AbortController().signal, deadlineMs: 1_500, coordinate: 'status', requestId: '' };

describe('a database that refuses for ten minutes', () => {
  it('is asked about once a second, never in step, and told of once (check 34)', async () => {
    const count = (numbers: readonly number[]): string =>
      `${numbers.length} tries, ${Math.min(...numbers)} to ${Math.max(...numbers)} ms apart`;
    await assert(
      asyncProperty(noBias(infiniteStream(nat(MOST))), async (chances) => {
        let now = 0;
        const tries: number[] = [];
        const notices: string[] = [];
        const refuse = (): Promise<never> => {
          tries.push(now);
          return Promise.reject(new DomainError('STORE_UNAVAILABLE', 'The graph cannot be read at the moment.'));
        };
        const revisions = createRevisions(
          { runner: { read: refuse }, agent: () => Promise.resolve('Neo4j/5.26.0') },
          {
            checkMs: 1_000,
            onNotice: (sentence) => notices.push(sentence),
            clock: { now: () => now, random: () => Number(chances.next().value) / MOST },
          },
        );
        for (; now < TEN_MINUTES_MS; now += STEP_MS) {
          expect(await revisions.status(OPTIONS)).toMatchObject({ state: 'unavailable' });
        }
        const gaps = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
        expect(Math.max(...gaps)).toBeLessThanOrEqual(1_000 + STEP_MS);
        expect(new Set(gaps).size).toBeGreaterThan(10);
        expect(notices).toEqual([expect.stringContaining('Neo4j does not answer')]);
        tell('34', `ten minutes of refusals: ${count(gaps)}, 1 line of log`);
      }),
      runs(1),
    );
  });
});
