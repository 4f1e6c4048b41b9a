/** Sends requests at a steady pace, whatever becomes of those before, and counts what comes back. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asked } from './requests.ts';

export interface Client {
  /** Sends `perSecond` requests a second for so long; resolves when all have ended. */
  readonly ask: (next: () => Asked, perSecond: number, forMs: number) => Promise<void>;
  /** Sends one and waits for its end. @returns its status; null where its client left or the connection broke. */
  readonly askOnce: (asked: Asked) => Promise<number | null>;
  /** Milliseconds of the answers to questions since it was last asked. */
  readonly takeTimes: () => number[];
  /** Requests that ended otherwise than they should since the start, by what they were and how they ended. */
  readonly unexpected: ReadonlyMap<string, number>;
  /** Ends its connections; new ones are made when they are needed. */
  readonly disconnect: () => void;
}

const CONNECTIONS = 64;
const TICK_MS = 20;

export function createClient(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const unexpected = new Map<string, number>();
  let times: number[] = [];

  const askOnce = ({ kind, body, leavesAfterMs }: Asked): Promise<number | null> =>
    new Promise((resolve) => {
      const startedAt = performance.now();
      const sent = request(`${url}/graphql`, { method: 'POST', headers, agent }, (response) => {
        response.on('end', () => {
          if (kind === 'question') times.push(performance.now() - startedAt);
          resolve(response.statusCode ?? null);
        });
        response.on('error', () => resolve(null)).resume();
      });
      sent.on('error', () => resolve(null));
      sent.end(body);
      if (leavesAfterMs !== null) setTimeout(() => sent.destroy(), leavesAfterMs);
    });

  const askAndJudge = async (asked: Asked): Promise<void> => {
    const status = await askOnce(asked);
    const isLost = status === null && asked.leavesAfterMs === null && Buffer.byteLength(asked.body) < 100_000;
    if (!isLost && (status === null || asked.right.includes(status))) return;
    const what = `${asked.kind}: ${status ?? 'no answer'}`;
    unexpected.set(what, (unexpected.get(what) ?? 0) + 1);
  };

  return {
    ask: async (next, perSecond, forMs) => {
      const startedAt = performance.now();
      const open = new Set<Promise<void>>();
      let sent = 0;
      for (let now = 0; now < forMs; now = performance.now() - startedAt) {
        for (; sent < (now * perSecond) / 1_000; sent += 1) {
          const asked = askAndJudge(next());
          open.add(asked);
          void asked.finally(() => open.delete(asked));
        }
        await sleep(TICK_MS);
      }
      await Promise.all(open);
    },
    askOnce,
    takeTimes: () => {
      const taken = times;
      times = [];
      return taken;
    },
    unexpected,
    disconnect: () => agent.destroy(),
  };
}
