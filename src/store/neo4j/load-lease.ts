/** Who may load: one at a time, for as long as it renews its lease. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../domain/errors.ts';
import type { Runner } from './run.ts';
import * as statements from './statements/revision.ts';

const LEASE_MS = 10_000;
const RENEW_EVERY_MS = 2_000;

/** @returns why a load cannot begin or go on. */
export function refused(loader: string): DomainError {
  return new DomainError(
    'STORE_UNAVAILABLE',
    ['Another load is under way (', loader, '); wait until it has ended.'].join(''),
  );
}

export type Lease = statements.RevisionRow;

/** Takes the lease, or waits for one that nobody renews: its owner was killed. @throws DomainError when it is renewed. */
export async function acquireLease(runner: Runner, loader: string, signal: AbortSignal): Promise<Lease> {
  let seen: number | null = null;
  for (;;) {
    const [taken] = await runner.write(
      'load.lease',
      statements.takeLease(loader, LEASE_MS),
      statements.revisionRow,
      signal,
    );
    if (taken !== undefined) return taken;
    const [held] = await runner.write('load.lease', statements.readRevision(), statements.revisionRow, signal);
    if (held !== undefined && held.leaseUntil !== null) {
      if (seen !== null && held.leaseUntil !== seen) throw refused(held.loader ?? '');
      seen = held.leaseUntil;
    }
    await sleep(RENEW_EVERY_MS / 4, undefined, { signal });
  }
}

/** Renews the lease until stopped; `lost` aborts when somebody else has it. */
export function keepLease(runner: Runner, loader: string): { readonly lost: AbortSignal; readonly stop: () => void } {
  const lost = new AbortController();
  const stopped = new AbortController();
  const renew = async (): Promise<void> => {
    const renewal = statements.takeLease(loader, LEASE_MS);
    const rows = await runner.write('load.lease', renewal, statements.revisionRow, stopped.signal);
    if (rows.length === 0) lost.abort();
  };
  const timer = setInterval(() => void renew().catch(() => undefined), RENEW_EVERY_MS);
  const stop = (): void => {
    clearInterval(timer);
    stopped.abort();
  };
  return { lost: lost.signal, stop };
}
