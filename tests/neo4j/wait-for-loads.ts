/** Before each test file: waits for the load that began with the run; a second one would be refused. */
import { setTimeout as sleep } from 'node:timers/promises';
import { neo4jStore, NO_NEO4J } from './test-store.ts';

const LOAD_DEADLINE_MS = 180_000;

if (!NO_NEO4J) {
  const store = neo4jStore();
  const signal = AbortSignal.timeout(LOAD_DEADLINE_MS);
  while ((await store.status({ signal, deadlineMs: 3_000 })).state === 'loading' && !signal.aborted) await sleep(200);
  await store.close();
}
