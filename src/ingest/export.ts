import type { GraphRows } from '../domain/model.ts';

/** The whole graph as lines of JSON, each `{ "list": …, …record }` and made when it is taken: equal graphs give equal bytes. */
export function* exportGraph({ revision, ...lists }: GraphRows): Generator<string> {
  yield `${JSON.stringify({ list: 'revision', revision })}\n`;
  for (const [list, records] of Object.entries(lists)) {
    for (const record of records) yield `${JSON.stringify({ list, ...record })}\n`;
  }
}
