/** Starts the generator of load and reads what it met. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../http/product.ts';

export interface LoadReport {
  /** Answers by HTTP status. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly withoutRetryAfter: number;
  /** Attempts that were closed or refused without an answer. */
  readonly closed: number;
  /** Those with 200. */
  readonly answersPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** A load of so many connections for so long, from a process of its own. */
export async function generateLoad(url: string, connections: number, seconds: number): Promise<LoadReport> {
  const program = ['--import', 'tsx', path.join('tests', 'load', 'generator.ts')];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...program, url, String(connections), String(seconds)],
    {
      cwd: ROOT,
      maxBuffer: 10_000_000,
    },
  );
  return JSON.parse(stdout) as LoadReport;
}
