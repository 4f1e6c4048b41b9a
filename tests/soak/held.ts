/** What the server of the soak tells of itself, and how it is judged. */
import { quantile } from '../checks/light-client.ts';

/** Pages of this size fail. */
export const FAILING_SIZE = 97;

/** After its garbage is collected, and while nobody asks. */
export interface Held {
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** Whatever keeps a process alive, timers aside. */
  readonly handles: number;
  readonly sockets: number;
}
export interface Sample extends Held {
  /** Since the first sample. */
  readonly minutes: number;
}
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly limit: string;
  readonly isHeld: boolean;
}

const MEGABYTE = 1_000_000;

/** Slope of the line with the least squares, in units of `y` for each `x`. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

function constant(name: string, values: readonly number[]): Figure {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return {
    name,
    value: least === most ? String(least) : `${least} to ${most}`,
    limit: 'constant',
    isHeld: least === most,
  };
}

/** @param times milliseconds of the answers of the first and of the second half. */
export function judge(
  samples: readonly Sample[],
  times: readonly [readonly number[], readonly number[]],
  unexpected: number,
): Figure[] {
  const heap = slope(samples.map(({ minutes, heapBytes }) => [minutes, heapBytes / MEGABYTE]));
  const [first, last] = [samples[0], samples.at(-1)];
  const growth = first === undefined || last === undefined ? 0 : last.rssBytes / first.rssBytes - 1;
  const [p99, laterP99] = [quantile(times[0], 0.99), quantile(times[1], 0.99)];
  return [
    { name: 'heap after collection', value: `${heap.toFixed(3)} MB/min`, limit: '< 0.1 MB/min', isHeld: heap < 0.1 },
    { name: 'resident memory', value: `${(growth * 100).toFixed(1)} %`, limit: '< +10 %', isHeld: growth < 0.1 },
    constant(
      'handles',
      samples.map(({ handles }) => handles),
    ),
    constant(
      'sockets',
      samples.map(({ sockets }) => sockets),
    ),
    {
      name: 'p99 of answers, halves',
      value: `${p99.toFixed(0)} ms, ${laterP99.toFixed(0)} ms`,
      limit: 'second <= 1.1 x first',
      isHeld: laterP99 <= 1.1 * p99,
    },
    { name: 'unexpected answers', value: String(unexpected), limit: '0', isHeld: unexpected === 0 },
  ];
}

/** The figures as a table. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, limit, isHeld }) =>
    `  ${isHeld ? 'ok  ' : 'FAIL'}  ${name.padEnd(24)} ${value.padEnd(20)} ${limit}`.trimEnd(),
  );
  return `${rows.join('\n')}\n`;
}
