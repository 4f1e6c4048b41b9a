/** The database keeps a write and dies before it can say so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../../src/domain/errors.ts';
import { cy, param } from '../../src/store/neo4j/cypher.ts';
import { openDriverSlot, type DriverSlot } from '../../src/store/neo4j/driver.ts';
import { createRunner, type Runner } from '../../src/store/neo4j/run.ts';
import type { Repeatable, Writing } from '../../src/store/neo4j/write.ts';
import { startBoltStub, type BoltStub } from './bolt-stub.ts';
import { scripted } from './scripted-graph.ts';

const NAME = 'load.batch';
const signal = new AbortController().signal;

describe("a write whose COMMIT's answer is lost", () => {
  let stub: BoltStub;
  let slot: DriverSlot;
  let runner: Runner;
  beforeAll(async () => {
    stub = await startBoltStub(scripted);
    slot = openDriverSlot({ uri: stub.uri, user: 'neo4j', password: 'scripted', database: 'neo4j' }, () => undefined);
    runner = createRunner(slot, 'neo4j', {});
  });
  afterAll(async () => {
    await slot.close();
    await stub.stop();
  });
  const write = (): Promise<unknown[]> => runner.write(NAME, cy`RETURN 1`, z.unknown(), signal);
  /** How often each message of the write was received. */
  const counts = (): number[] =>
    ['BEGIN', 'RUN', 'COMMIT'].map((name) => stub.received.filter((each) => each.name === name).length);

  it('is run again as a whole by the driver, so that it must be one that may run twice (check 35)', async () => {
    const lost = stub.loseConnectionAt("before COMMIT's answer", NAME);
    expect(await write()).toEqual([]);
    await lost;
    expect(counts()).toEqual([2, 2, 2]);
    for (const { extra } of stub.received.filter(({ name }) => name === 'BEGIN')) {
      expect(extra).toMatchObject({ tx_metadata: { coordinate: NAME }, tx_timeout: 60_000 });
      expect(extra).not.toHaveProperty('mode');
    }
  });

  it('fails with UNKNOWN_OUTCOME where the database does not come back (check 35)', async () => {
    const death = stub.dieAt("before COMMIT's answer", NAME);
    await expect(write()).rejects.toMatchObject({ code: 'UNKNOWN_OUTCOME' });
    await death;
    // One that was never sent has an outcome.
    await expect(write()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await stub.revive();
    expect(await write()).toEqual([]);
  });

  describe('behind which another runs', () => {
    const statement = (first: string): Iterable<Repeatable> => [
      { first: cy`RETURN ${param(first)} AS first`, again: cy`RETURN ${param(first)} AS again` },
    ];
    const begin = (name: string, behind: Writing<unknown> | null): Writing<unknown> =>
      runner.writeBehind(name, statement(name), z.unknown(), { behind, signal });
    const sent = (): string[] =>
      stub.received.filter(({ name }) => name === 'RUN').map(({ text }) => text.replace(' RETURN $p0 AS', ''));

    it('is run again, and the other lets go, runs again and is kept after it (check 35)', async () => {
      const before = sent().length;
      const lost = stub.loseConnectionAt("before COMMIT's answer", 'load.batch');
      const batch = begin('load.batch', null);
      await batch.answered;
      const other = begin('load.other', batch);
      await lost;
      const ends: string[] = [];
      await Promise.all([batch.kept.then(() => ends.push('batch')), other.kept.then(() => ends.push('other'))]);
      expect(ends).toEqual(['batch', 'other']);
      expect(batch.restarted.aborted).toBe(true);
      expect(sent().slice(before)).toEqual([
        '/* load.batch */ first',
        '/* load.other */ first',
        '/* load.batch */ again',
        '/* load.other */ again',
      ]);
    });

    it('takes the other with it where it fails: that is not kept', async () => {
      const commits = counts().at(-1);
      const unmade = function* (): Generator<Repeatable> {
        yield* statement('load.batch');
        throw new DomainError('INTERNAL', 'The second row cannot be made.');
      };
      const batch = runner.writeBehind('load.batch', unmade(), z.unknown(), { behind: null, signal });
      const other = begin('load.other', batch);
      await expect(batch.kept).rejects.toMatchObject({ code: 'INTERNAL' });
      await expect(other.kept).rejects.toMatchObject({ code: 'INTERNAL' });
      // It has ended, and so may what comes behind it.
      await other.answered;
      expect(counts().at(-1)).toBe(commits);
    });
  });
});
