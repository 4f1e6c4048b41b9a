/** What a run of the bench says: a table, whether the targets are met, and what it was measured on. */
import os from 'node:os';
import type { GraphSize } from './cases.ts';
import type { Line } from './series.ts';

const HEAD = [
  '| case | kB | clients | server | statements | requests | requests/s | of bare | p50 ms | p95 ms | p99 ms |',
  '| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
];

function rowOf({ benchCase, bytes, server, statements, figures }: Line, bare: Line | undefined): string {
  const { requests, perSecond, p50Ms, p95Ms, p99Ms } = figures;
  const share = bare === undefined || bare.server === server ? '' : (perSecond / bare.figures.perSecond).toFixed(3);
  const cells = [
    benchCase.name,
    (bytes / 1_000).toFixed(1),
    benchCase.clients,
    server,
    statements ?? '',
    requests,
    perSecond.toFixed(0),
    share,
    ...[p50Ms, p95Ms, p99Ms].map((ms) => ms.toFixed(2)),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function tableOf(lines: readonly Line[]): string {
  const bareOf = (line: Line): Line | undefined =>
    lines.find(({ benchCase, server }) => benchCase === line.benchCase && server === 'bare');
  return [...HEAD, ...lines.map((line) => rowOf(line, bareOf(line)))].join('\n');
}

/** One sentence for each target, and for each case that was not always answered. */
export function remarksOn(lines: readonly Line[], size: GraphSize): string[] {
  return lines.flatMap(({ benchCase, server, figures }) => {
    const target = server === 'bare' ? undefined : benchCase.targetP95Ms?.[size]?.[server];
    const met = figures.p95Ms <= (target ?? 0) ? 'met' : 'missed';
    const remarks: string[] = [];
    if (target !== undefined) {
      remarks.push(
        `Target, ${benchCase.name} on ${server}: p95 of ${target} ms is ${met} (${figures.p95Ms.toFixed(2)}).`,
      );
    }
    if (figures.failed > 0) remarks.push(`${benchCase.name} on ${server}: ${figures.failed} requests failed.`);
    return remarks;
  });
}

/** The machine and the programs, without its name. */
export function factsOf(databases: readonly string[]): string {
  const cpus = os.cpus();
  const processor = `${cpus.length} cores of ${cpus[0]?.model.trim() ?? 'an unknown processor'}`;
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GiB`;
  return [processor, memory, `${os.type()} ${os.arch()}`, `Node ${process.version}`, ...databases].join(', ');
}
