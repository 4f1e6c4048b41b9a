/** Who is asked: the product, the generated API, and the driver alone. Each is a client of the bench. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Driver } from 'neo4j-driver';
import type { Client } from '../client.ts';
import type { ComparisonCase } from './cases.ts';

const PEER = path.join(import.meta.dirname, '..', 'peer');
const PEER_VERSION = '@neo4j/graphql';

export interface Peer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** To be asked before anything long. @throws Error that says how to install the peer */
export function requirePeer(): void {
  if (existsSync(path.join(PEER, 'node_modules', PEER_VERSION))) return;
  throw new Error('The peer is not installed: npm --prefix bench/peer ci --ignore-scripts');
}

export async function startPeer(settings: Readonly<Record<string, string>>): Promise<Peer> {
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: PEER,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const line = await Promise.race([once(child.stdout, 'data'), ended.then(() => null)]);
  if (line === null) throw new Error('The peer did not start.');
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return { url: String(line[0]).trim(), stop };
}

/** Asks the driver for whole rows, as the client of a statement would. `text` takes the place of the address. */
export function driverClient(driver: Driver, parameters: ComparisonCase['parameters']): Client {
  return async (text) => {
    const session = driver.session({ defaultAccessMode: 'READ' });
    try {
      const { records } = await session.run(text, parameters);
      return { status: 200, bytes: Buffer.from(JSON.stringify(records.map((record) => record.toObject()))) };
    } finally {
      await session.close();
    }
  };
}

function idsIn(value: unknown, found: string[]): string[] {
  if (Array.isArray(value)) for (const one of value) idsIn(one, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      if (key === 'id' && typeof one === 'string') found.push(one);
      else idsIn(one, found);
    }
  }
  return found;
}

/** All ids of an answer, sorted: equal for answers that hold the same nodes, each as often, in whatever shape. */
export function idsOf(bytes: Buffer): readonly string[] {
  return idsIn(JSON.parse(bytes.toString()), []).toSorted();
}
