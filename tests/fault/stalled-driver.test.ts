/** A driver that no longer gets a word, replaced by one that does. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { cy } from '../../src/store/neo4j/cypher.ts';
import { openDriverSlot } from '../../src/store/neo4j/driver.ts';
import { createRunner } from '../../src/store/neo4j/run.ts';
import { startBoltStub } from './bolt-stub.ts';
import { scripted } from './scripted-graph.ts';
import { startTcpFault } from './tcp-fault.ts';
import { msUntil } from './watch-product.ts';

it('a stalled driver is replaced once, and whoever still waits for it is told at once (check 33)', async () => {
  const stub = await startBoltStub(scripted);
  const wire = await startTcpFault(Number(new URL(stub.uri).port));
  const settings = { uri: `bolt://127.0.0.1:${wire.port}`, user: 'neo4j', password: 'scripted', database: 'neo4j' };
  let replaced = 0;
  const slot = openDriverSlot(settings, () => (replaced += 1));
  const runner = createRunner(slot, 'neo4j', {});
  const read = (deadlineMs: number): Promise<unknown> => {
    const signal = new AbortController().signal;
    const options = { signal, deadlineMs, coordinate: 'status', requestId: '' };
    return runner.read(cy`RETURN 1`, z.unknown(), options).then(
      () => 'answered',
      (error: unknown) => error,
    );
  };
  expect(await Promise.all([read(5_000), read(5_000)])).toEqual(['answered', 'answered']);
  const before = slot.current();
  await wire.become('black');
  const patient = read(60_000);
  const hasty = await Promise.all([read(100), read(100), read(100)]);
  expect(hasty).toEqual(hasty.map(() => expect.objectContaining({ code: 'TIMEOUT' })));
  expect(await patient).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect([replaced, slot.current() === before]).toEqual([1, false]);
  // The old connections stay as dead as they were.
  await wire.become('pass', 'new connections');
  expect(await msUntil(async () => (await read(1_000)) === 'answered')).toBeLessThan(5_000);
  expect(replaced).toBe(1);
  await slot.close();
  await wire.stop();
  await stub.stop();
});
