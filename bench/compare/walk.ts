/** Finds a place deep in a list as a reader does: page by page, by the product's own cursors. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createClient, type Client } from '../client.ts';
import { FIRST_PAGE, LONG_LIST, type Place } from './cases.ts';

const PAGE = 100;
/** While the read index of a large graph is being made, a page may meet its deadline. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 1_000;

const answerModel = z.object({
  data: z.object({
    resources: z.object({
      pageInfo: z.object({ endCursor: z.string() }),
      nodes: z.array(z.object({ id: z.string(), year: z.number() })).min(1),
    }),
  }),
});

type Resources = z.infer<typeof answerModel>['data']['resources'];

/** @throws ZodError when there is no such page after PATIENCE_MS */
async function pageOf(client: Client, url: string, variables: Readonly<Record<string, unknown>>): Promise<Resources> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const { bytes } = await client(url, JSON.stringify({ query: LONG_LIST, variables }));
    const answer = answerModel.safeParse(JSON.parse(bytes.toString()));
    if (answer.success) return answer.data.data.resources;
    if (performance.now() > end) throw answer.error;
    await sleep(PAUSE_MS);
  }
}

/** The place behind the first `offset` resources. @throws ZodError when the list ends before */
export async function walkTo(url: string, offset: number): Promise<Place> {
  const client = createClient();
  let place = FIRST_PAGE;
  while (place.offset < offset) {
    const variables = { first: Math.min(PAGE, offset - place.offset), after: place.cursor };
    const { nodes, pageInfo } = await pageOf(client, url, variables);
    place = { offset: place.offset + nodes.length, cursor: pageInfo.endCursor, after: nodes.at(-1) ?? null };
  }
  return place;
}
