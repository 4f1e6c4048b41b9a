/** The comparison as a table, and whether what was promised holds. */
import type { Compared, ComparedCase } from './compare.ts';
import type { Promised } from './cases.ts';

export type Size = keyof Promised;

const HEAD = [
  "| case | ours ms | peer ms | driver ms | ours requests/s | peer requests/s | times the peer | times the driver's time |",
  '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
];
/** Our answer may take so many times what the best statement takes through the driver. */
const OF_RAW = { seed: 2.5, large: 2 } as const;

function timesPeer({ ours, peer }: ComparedCase): number {
  return ours.perSecond / peer.perSecond;
}
function timesRaw({ ours, raw }: ComparedCase): number {
  return ours.p50Ms / raw.p50Ms;
}

function rowOf(one: ComparedCase): string {
  const { comparisonCase, ours, peer, raw } = one;
  const cells = [
    comparisonCase.name,
    ...[ours.p50Ms, peer.p50Ms, raw.p50Ms].map((ms) => ms.toFixed(2)),
    ...[ours.perSecond, peer.perSecond].map((count) => count.toFixed(1)),
    timesPeer(one).toFixed(1),
    timesRaw(one).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The table, then a line for each promise. */
export function comparisonTable({ cases }: Compared, size: Size): string {
  const verdict = (met: boolean): string => (met ? 'met' : 'missed');
  const remarks = cases.flatMap((one) => {
    const { name, promised } = one.comparisonCase;
    const wanted = promised[size];
    const lines: string[] = [];
    if (wanted !== undefined) {
      const times = timesPeer(one);
      lines.push(
        `- ${name}: ${wanted} times the peer's requests/s is ${verdict(times >= wanted)} (${times.toFixed(1)}).`,
      );
    }
    const ofRaw = timesRaw(one);
    lines.push(
      `- ${name}: at most ${OF_RAW[size]} times the driver's time is ${verdict(ofRaw <= OF_RAW[size])} (${ofRaw.toFixed(2)}).`,
    );
    return lines;
  });
  return [...HEAD, ...cases.map(rowOf), '', 'Milliseconds are medians.', '', ...remarks].join('\n');
}
