/** The comparison as a table, and whether what was promised holds. */
import type { Compared, ComparedCase } from './compare.ts';
import type { Promised } from './cases.ts';

export type Size = keyof Promised;

const HEAD = [
  "| case | ours ms | nodes kept ms | peer ms | driver ms | times the peer's requests/s | nodes kept | times the driver's time | nodes kept |",
  '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
];
/** Our answer may take so many times what the best statement takes through the driver. */
const OF_RAW = { seed: 2.5, large: 2 } as const;

/** The product that reads all nodes anew, and the one that keeps those it has read. */
const OURS = ['ours', 'kept'] as const;
type Ours = (typeof OURS)[number];

function timesPeer(one: ComparedCase, by: Ours): number {
  return one[by].perSecond / one.peer.perSecond;
}
function timesRaw(one: ComparedCase, by: Ours): number {
  return one[by].p50Ms / one.raw.p50Ms;
}

function rowOf(one: ComparedCase): string {
  const { comparisonCase, ours, kept, peer, raw } = one;
  const cells = [
    comparisonCase.name,
    ...[ours, kept, peer, raw].map(({ p50Ms }) => p50Ms.toFixed(2)),
    ...OURS.map((by) => timesPeer(one, by).toFixed(1)),
    ...OURS.map((by) => timesRaw(one, by).toFixed(2)),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What is promised, and whether it holds: with nodes read anew, and with nodes kept. */
function verdict(name: string, promise: string, isMet: (by: Ours) => boolean): string {
  const word = (by: Ours): string => (isMet(by) ? 'met' : 'missed');
  return `- ${name}: ${promise} is ${word('ours')}, with nodes kept ${word('kept')}.`;
}

/** The table, then a line for each promise. */
export function comparisonTable({ cases }: Compared, size: Size): string {
  const remarks = cases.flatMap((one) => {
    const { name, promised } = one.comparisonCase;
    const wanted = promised[size];
    const ofRaw = OF_RAW[size];
    return [
      ...(wanted === undefined
        ? []
        : [verdict(name, `${wanted} times the peer's requests/s`, (by) => timesPeer(one, by) >= wanted)]),
      verdict(name, `at most ${ofRaw} times the driver's time`, (by) => timesRaw(one, by) <= ofRaw),
    ];
  });
  const legend =
    'Milliseconds are medians. Neither keeps answers; "nodes kept" is the product with its defaults of KEPT_NODES and KEPT_FILTER_BYTES, asked the same again.';
  return [...HEAD, ...cases.map(rowOf), '', legend, '', ...remarks].join('\n');
}
