import type { GraphRecords } from '../domain/model.ts';

/** The whole graph as lines of JSON, each `{ "list": …, …record }`: equal graphs give equal bytes. */
export function exportGraph(graph: GraphRecords): string {
  const { revision, ...lists } = graph;
  const lines = [JSON.stringify({ list: 'revision', revision })];
  for (const [list, records] of Object.entries(lists)) {
    for (const record of records) lines.push(JSON.stringify({ list, ...record }));
  }
  return `${lines.join('\n')}\n`;
}
