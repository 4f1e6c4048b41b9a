import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlots, type Slots } from '../../src/domain/slots.ts';
import { askAt, startSmallServer, type SmallServer } from './small-server.ts';

const QUESTION = '{ resources(first: 1) { nodes { id } } }';

describe('a place among the requests that run', () => {
  let open: () => void;
  let places: Slots;
  let server: SmallServer;
  beforeEach(async () => {
    const gate = new Promise<void>((resolve) => (open = resolve));
    places = createSlots(1, 1);
    server = await startSmallServer({
      places,
      change: (store) => ({
        ...store,
        // Obeys its signal, as every store does.
        page: async (question, options) => {
          const left = new Promise<void>((resolve) => options.signal.addEventListener('abort', () => resolve()));
          await Promise.race([gate, left]);
          options.signal.throwIfAborted();
          return store.page(question, options);
        },
      }),
    });
  });
  afterEach(() => server.stop());

  const load = (inUse: number, waiting: number) => expect.poll(() => places.load()).toEqual({ inUse, waiting });

  it('is waited for, and too many who wait are told to come back', async () => {
    const first = askAt(server.url, QUESTION);
    await load(1, 0);
    const second = askAt(server.url, QUESTION);
    await load(1, 1);
    const refused = await askAt(server.url, QUESTION);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    open();
    expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 200]);
    await load(0, 0);
  });

  it('is not needed for anything but the API', async () => {
    const all = [askAt(server.url, QUESTION), askAt(server.url, QUESTION)];
    await load(1, 1);
    for (const address of ['/livez', '/readyz']) expect((await fetch(server.url + address)).status).toBe(200);
    expect((await fetch(server.url)).status).toBe(404);
    open();
    await Promise.all(all);
  });

  it('is given up by a client that leaves, running or waiting (check 18)', async () => {
    const leaving = new AbortController();
    const outcome = (sent: Promise<Response>) => sent.then(() => 'answered').catch(() => 'left');
    const first = outcome(askAt(server.url, QUESTION, { signal: leaving.signal }));
    await load(1, 0);
    const second = outcome(askAt(server.url, QUESTION, { signal: leaving.signal }));
    await load(1, 1);
    const leftAt = performance.now();
    leaving.abort();
    await expect.poll(() => places.load(), { interval: 5 }).toEqual({ inUse: 0, waiting: 0 });
    expect(performance.now() - leftAt).toBeLessThan(100);
    expect(await Promise.all([first, second])).toEqual(['left', 'left']);
    open();
    expect((await askAt(server.url, QUESTION)).status).toBe(200);
  });

  it('comes back when the deadline ends a request, and a turn that does not come is a TIMEOUT', async () => {
    await server.stop();
    places = createSlots(1, 1);
    server = await startSmallServer({ places, deadlineMs: 200 });
    const leave = await places.take(new AbortController().signal);
    const late = await askAt(server.url, QUESTION);
    expect(late.status).toBe(504);
    expect(await late.json()).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
    leave();
    expect((await askAt(server.url, QUESTION)).status).toBe(200);
  });
});
