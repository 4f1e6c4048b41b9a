/** Finds a place deep in a list as a reader does: page by page, by the product's own cursors. */
import { z } from 'zod';
import { createClient } from '../client.ts';
import { FIRST_PAGE, LONG_LIST, type Place } from './cases.ts';

const PAGE = 100;

const answerModel = z.object({
  data: z.object({
    resources: z.object({
      pageInfo: z.object({ endCursor: z.string() }),
      nodes: z.array(z.object({ id: z.string(), year: z.number() })).min(1),
    }),
  }),
});

/** The place behind the first `offset` resources. @throws ZodError when the list ends before */
export async function walkTo(url: string, offset: number): Promise<Place> {
  const client = createClient();
  let place = FIRST_PAGE;
  while (place.offset < offset) {
    const variables = { first: Math.min(PAGE, offset - place.offset), after: place.cursor };
    const { bytes } = await client(url, JSON.stringify({ query: LONG_LIST, variables }));
    const { nodes, pageInfo } = answerModel.parse(JSON.parse(bytes.toString())).data.resources;
    place = { offset: place.offset + nodes.length, cursor: pageInfo.endCursor, after: nodes.at(-1) ?? null };
  }
  return place;
}
