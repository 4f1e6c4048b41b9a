/** A program of its own: so many connections ask for so long; what they met is printed as JSON. `generator.ts URL CONNECTIONS SECONDS` */
import { quantile } from '../checks/light-client.ts';
import { LIGHT } from '../checks/wide-document.ts';
import { keepAsking } from './connection.ts';
import type { LoadReport } from './load-report.ts';

const [address = '', connections = '1', seconds = '1'] = process.argv.slice(2);
const url = new URL(address);
const body = JSON.stringify({ query: LIGHT });
const head = [
  'POST /graphql HTTP/1.1',
  `Host: ${url.host}`,
  'Content-Type: application/json',
  'Accept: application/graphql-response+json',
  `Content-Length: ${body.length}`,
];
const request = `${head.join('\r\n')}\r\n\r\n${body}`;
const until = performance.now() + Number(seconds) * 1_000;
const all = await Promise.all(Array.from({ length: Number(connections) }, () => keepAsking(url, request, until)));
const statuses: Record<number, number> = {};
for (const met of all) {
  for (const [status, count] of Object.entries(met.statuses))
    statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
}
const times = all.flatMap((met) => met.times);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const report: LoadReport = {
  statuses,
  withoutRetryAfter: sum(all.map((met) => met.withoutRetryAfter)),
  closed: sum(all.map((met) => met.closed)),
  answersPerSecond: times.length / Number(seconds),
  p50Ms: quantile(times, 0.5),
  p99Ms: quantile(times, 0.99),
};
process.stdout.write(JSON.stringify(report));
process.exit(0);
